// Erlang A as a plain loop: M/M/c with exponential patience, first come first served; arrivals,
// departures and hang-ups on one binary heap of (time, sequence); a hang-up of somebody answered
// meanwhile is passed over when it comes.
// Usage: erlanga [servers] [arrival rate] [customers] [mean patience]
#include "common.hpp"

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <deque>
#include <queue>
#include <vector>

struct Event {
    double time;
    uint32_t sequence;
    int32_t who;  // -1: an arrival; below servers: a departure; else a hang-up of a slot
};
struct Later {
    bool operator()(const Event &a, const Event &b) const {
        return a.time > b.time || (a.time == b.time && a.sequence > b.sequence);
    }
};
struct Waiting {
    double since;
    bool isThere;
};

int main(int argc, char **argv) {
    const int servers = argc > 1 ? std::atoi(argv[1]) : 250;
    const double rate = argc > 2 ? std::atof(argv[2]) : 245;
    const int64_t customers = argc > 3 ? std::atoll(argv[3]) : 1000000;
    const double patience = argc > 4 ? std::atof(argv[4]) : 2;
    seed(12345);
    const std::clock_t start = std::clock();
    std::priority_queue<Event, std::vector<Event>, Later> heap;
    std::vector<int> idle, free;
    for (int server = servers - 1; server >= 0; --server) idle.push_back(server);
    std::vector<Waiting> slots;
    std::deque<int> line;
    uint32_t sequence = 0;
    int64_t arrived = 0, served = 0, delayed = 0, lost = 0, waiting = 0;
    double sum = 0, area = 0, last = 0;
    heap.push({exponential(1 / rate), sequence++, -1});
    auto begin = [&](double now, double since, int server) {
        sum += now - since;
        ++served;
        heap.push({now + exponential(1), sequence++, server});
    };
    while (!heap.empty()) {
        const Event event = heap.top();
        heap.pop();
        const double now = event.time;
        area += waiting * (now - last);
        last = now;
        if (event.who < 0) {
            if (++arrived < customers) heap.push({now + exponential(1 / rate), sequence++, -1});
            if (!idle.empty()) {
                const int server = idle.back();
                idle.pop_back();
                begin(now, now, server);
                continue;
            }
            ++delayed;
            ++waiting;
            int slot;
            if (free.empty()) {
                slot = static_cast<int>(slots.size());
                slots.push_back({});
            } else {
                slot = free.back();
                free.pop_back();
            }
            slots[slot] = {now, true};
            line.push_back(slot);
            heap.push({now + exponential(patience), sequence++, servers + slot});
        } else if (event.who < servers) {
            int slot = -1;
            while (!line.empty() && slot < 0) {
                if (slots[line.front()].isThere) slot = line.front();
                line.pop_front();
            }
            if (slot < 0) {
                idle.push_back(event.who);
            } else {
                --waiting;
                slots[slot].isThere = false;  // the slot is free when its hang-up has come
                begin(now, slots[slot].since, event.who);
            }
        } else {
            const int slot = event.who - servers;
            if (slots[slot].isThere) {
                --waiting;
                ++lost;
                sum += now - slots[slot].since;
                slots[slot].isThere = false;
                // Still in the line: passed over there, so the slot must not be used again yet.
                for (size_t place = 0; place < line.size(); ++place) {
                    if (line[place] == slot) {
                        line.erase(line.begin() + static_cast<long>(place));
                        break;
                    }
                }
            }
            free.push_back(slot);
        }
    }
    const double seconds = double(std::clock() - start) / CLOCKS_PER_SEC;
    std::printf("cpu_s %.4f customers_per_s %.0f mean_wait %.6f delayed %.6f lost %.6f queue %.4f\n",
                seconds, customers / seconds, sum / customers, double(delayed) / customers,
                double(lost) / customers, area / last);
}
