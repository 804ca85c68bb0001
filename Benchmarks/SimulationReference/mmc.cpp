// The plain loop that the simulation is measured against: M/M/c, first come first served, a binary
// heap of (time, sequence) with arrivals and departures in it, xoshiro256++, -log(u).
// Usage: mmc [servers] [load per server] [customers]
#include "common.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <deque>
#include <queue>
#include <vector>

struct Event {
    double time;
    uint32_t sequence;
    int32_t server;  // -1: an arrival
};
struct Later {
    bool operator()(const Event &a, const Event &b) const {
        return a.time > b.time || (a.time == b.time && a.sequence > b.sequence);
    }
};

int main(int argc, char **argv) {
    const int servers = argc > 1 ? std::atoi(argv[1]) : 250;
    const double load = argc > 2 ? std::atof(argv[2]) : 0.95;
    const int64_t customers = argc > 3 ? std::atoll(argv[3]) : 1000000;
    seed(12345);
    const std::clock_t start = std::clock();
    const double gap = 1 / (load * servers);
    std::vector<Event> room;
    room.reserve(servers + 2);
    std::priority_queue<Event, std::vector<Event>, Later> heap(Later(), std::move(room));
    std::vector<int> idle;
    for (int server = servers - 1; server >= 0; --server) idle.push_back(server);
    std::deque<double> waiting;
    std::vector<double> busy(servers, 0);
    std::vector<uint32_t> histogram(63 << 7, 0);
    uint32_t sequence = 0;
    int64_t arrived = 0, served = 0, delayed = 0;
    double sum = 0, squares = 0, area = 0, last = 0;
    heap.push({exponential(gap), sequence++, -1});
    auto begin = [&](double now, double arrival, int server) {
        const double wait = now - arrival, length = exponential(1);
        sum += wait;
        squares += wait * wait;
        if (wait > 0) {
            ++delayed;
            uint64_t bits;
            __builtin_memcpy(&bits, &wait, 8);
            ++histogram[std::max<int64_t>(0, std::min<int64_t>((63 << 7) - 1, (bits >> 45) - (993 << 7)))];
        }
        ++served;
        busy[server] += length;
        heap.push({now + length, sequence++, server});
    };
    while (!heap.empty()) {
        const Event event = heap.top();
        heap.pop();
        area += waiting.size() * (event.time - last);
        last = event.time;
        if (event.server < 0) {
            if (++arrived < customers) heap.push({event.time + exponential(gap), sequence++, -1});
            if (idle.empty()) {
                waiting.push_back(event.time);
            } else {
                const int server = idle.back();
                idle.pop_back();
                begin(event.time, event.time, server);
            }
        } else if (waiting.empty()) {
            idle.push_back(event.server);
        } else {
            const double arrival = waiting.front();
            waiting.pop_front();
            begin(event.time, arrival, event.server);
        }
    }
    const double seconds = double(std::clock() - start) / CLOCKS_PER_SEC;
    double most = 0;
    for (double time : busy) most = std::max(most, time);
    std::printf("cpu_s %.4f customers_per_s %.0f mean_wait %.6f delayed %.6f queue %.4f busiest %.4f\n",
                seconds, customers / seconds, sum / served, double(delayed) / served, area / last, most / last);
}
