// The call-centre day that SSJ publishes (CallCenter.dat), as a plain loop: 13 hours with rates
// and agents of their own, a gamma busyness of the day, exponential calls of 100 s, patience 0 for
// one of ten and else exponential of 1,000 s. Departures on a binary heap; the next arrival and
// the next hour beside it. Who hangs up is found when an agent gets free.
// Usage: ssjday [days]
#include "common.hpp"

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <deque>
#include <queue>
#include <random>
#include <vector>

struct Waiting {
    double since, until;
};

int main(int argc, char **argv) {
    const int days = argc > 1 ? std::atoi(argv[1]) : 10000;
    const double rates[] = {100, 150, 150, 180, 200, 150, 150, 150, 120, 100, 80, 70, 60};
    const int agents[] = {4, 6, 8, 8, 8, 7, 8, 8, 6, 6, 4, 4, 4};
    const int hours = 13;
    const double goodWait = 20, expected = 1660;
    seed(12345);
    std::mt19937_64 other(99);
    std::gamma_distribution<double> busyness(400, 1.0 / 400);
    const std::clock_t start = std::clock();
    int64_t calls = 0, lost = 0, good = 0, events = 0;
    double sum = 0;
    std::vector<double> room;
    room.reserve(64);
    for (int day = 0; day < days; ++day) {
        const double factor = busyness(other);
        std::priority_queue<double, std::vector<double>, std::greater<double>> departures;
        std::deque<Waiting> line;
        int hour = 0, present = agents[0], busy = 0;
        double now = 0;
        auto arrivalAfter = [&](double time) {
            double need = exponential(1) / factor;
            int place = int(time / 3600);
            while (place < hours) {
                const double end = (place + 1) * 3600.0, area = rates[place] / 3600 * (end - time);
                if (need < area) return time + need / (rates[place] / 3600);
                need -= area;
                time = end;
                ++place;
            }
            return 1e300;
        };
        auto serve = [&]() {
            while (!line.empty() && busy < present) {
                const Waiting first = line.front();
                line.pop_front();
                if (first.until < now) {
                    ++lost;
                    sum += first.until - first.since;
                    if (first.until - first.since < goodWait) ++good;
                    continue;
                }
                sum += now - first.since;
                if (now - first.since < goodWait) ++good;
                ++busy;
                departures.push(now + exponential(100));
            }
        };
        double arrival = arrivalAfter(0), change = 3600;
        while (true) {
            const double departure = departures.empty() ? 1e300 : departures.top();
            now = std::min(std::min(arrival, departure), change);
            if (now >= 1e300) break;
            ++events;
            if (now == change) {
                ++hour;
                change = hour < hours ? (hour + 1) * 3600.0 : 1e300;
                // After the last hour who waits is still served by the agents of that hour.
                if (hour < hours) present = agents[hour];
                serve();
            } else if (now == departure) {
                departures.pop();
                --busy;
                serve();
            } else {
                ++calls;
                arrival = arrivalAfter(now);
                const double u = unit();
                const double patience = u < 0.1 ? 0 : -1000 * std::log((1 - u) / 0.9);
                if (busy < present) {
                    ++good;
                    ++busy;
                    departures.push(now + exponential(100));
                } else if (patience <= 0) {
                    ++lost;
                    ++good;
                } else {
                    line.push_back({now, now + patience});
                }
            }
        }
    }
    const double seconds = double(std::clock() - start) / CLOCKS_PER_SEC;
    std::printf("cpu_s %.4f calls_per_s %.0f mean_wait_s %.6f lost %.6f good %.6f events %lld\n",
                seconds, calls / seconds, sum / (expected * days), double(lost) / (expected * days),
                double(good) / (expected * days), static_cast<long long>(events));
}
