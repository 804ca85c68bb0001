// The plain loop that the light book is measured against: an appointment year by the same rules.
// Every half hour is a place of each counsellor; a client takes the first start with somebody free,
// of those who has fewest appointments that day, then the first. One in ten calls off at a uniform
// moment and gives the place back; who does not come depends on the lead; meetings are lognormal;
// each counsellor sees clients in the order of appointments. Binary heap of (time, sequence),
// xoshiro256++, the system's logarithm.
// Usage: book [counsellors] [days] [requests a day and counsellor]
#include "common.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <queue>
#include <vector>

static double spare;
static bool has_spare;
static inline double normal() {
    if (has_spare) {
        has_spare = false;
        return spare;
    }
    double u, v, s;
    do {
        u = 2 * unit() - 1;
        v = 2 * unit() - 1;
        s = u * u + v * v;
    } while (s >= 1 || s == 0);
    const double f = std::sqrt(-2 * std::log(s) / s);
    spare = v * f;
    has_spare = true;
    return u * f;
}

struct Event {
    double time;
    uint32_t sequence;
    int32_t client;  // -1: a request; otherwise 2 · client, + 1 if it is called off
};
struct Later {
    bool operator()(const Event &a, const Event &b) const {
        return a.time > b.time || (a.time == b.time && a.sequence > b.sequence);
    }
};
struct Client {
    double booked, length, late, show;
    int32_t slot, counsellor;
};

int main(int argc, char **argv) {
    const int counsellors = argc > 1 ? std::atoi(argv[1]) : 250;
    const int days = argc > 2 ? std::atoi(argv[2]) : 250;
    const double per_day = (argc > 3 ? std::atof(argv[3]) : 17.28) * counsellors;
    const int per = 16, words = (counsellors + 63) / 64, slots = (days + 40) * per;
    seed(12345);
    const std::clock_t start = std::clock();
    std::vector<uint64_t> free_(size_t(slots) * words, 0), some(slots / 64 + 2, 0);
    for (int s = 0; s < slots; ++s) {
        for (int c = 0; c < counsellors; ++c) free_[size_t(s) * words + c / 64] |= 1ull << (c & 63);
        some[s >> 6] |= 1ull << (s & 63);
    }
    std::vector<int32_t> count(size_t(days + 40) * counsellors, 0);
    std::vector<double> busy_until(counsellors, 0);
    std::vector<Client> clients;
    std::vector<int32_t> vacant;
    std::priority_queue<Event, std::vector<Event>, Later> heap;
    uint32_t sequence = 0;
    const double open = 8 * 3600, gap = 8 * 3600 / per_day, day_length = 86400;
    double opening_time = 0;  // of requests, without the nights
    auto clock_of = [&](double t) {
        const double d = std::floor(t / open);
        return d * day_length + 8 * 3600 + (t - d * open);
    };
    auto start_of = [&](int slot) {
        return (slot / per) * day_length + 8 * 3600 + (slot % per) * 1800.0;
    };
    opening_time -= gap * std::log(unit());
    heap.push({clock_of(opening_time), sequence++, -1});
    const double end = days * day_length, sigma = std::sqrt(std::log1p(0.16)),
                 mu = std::log(1500.0) - sigma * sigma / 2;
    int64_t requests = 0, events = 0, missed = 0, met = 0, cancelled = 0;
    double lead = 0, waits = 0;
    while (!heap.empty() && heap.top().time < end) {
        const Event event = heap.top();
        heap.pop();
        ++events;
        if (event.client < 0) {
            opening_time -= gap * std::log(unit());
            heap.push({clock_of(opening_time), sequence++, -1});
            ++requests;
            Client client;
            client.show = unit();
            const double cancels = unit(), at = unit(), late = unit();
            client.length = std::exp(mu + sigma * normal());
            client.late = late < 0.7 ? 0 : -240 * std::log((1 - late) / 0.3);
            const int day = int(event.time / day_length);
            int slot = day * per +
                       std::max(0, int(std::ceil((event.time - day * day_length - 8 * 3600) / 1800)));
            while (slot < slots) {
                const uint64_t bits = some[slot >> 6] >> (slot & 63);
                if (bits) {
                    slot += __builtin_ctzll(bits);
                    break;
                }
                slot = (slot | 63) + 1;
            }
            if (slot >= slots) continue;
            const size_t row = size_t(slot / per) * counsellors;
            int least = 1 << 30, best = -1;
            uint64_t all = 0;
            for (int w = 0; w < words; ++w) {
                uint64_t bits = free_[size_t(slot) * words + w];
                while (bits) {
                    const int c = w * 64 + __builtin_ctzll(bits);
                    bits &= bits - 1;
                    if (count[row + c] < least) least = count[row + c], best = c;
                }
            }
            free_[size_t(slot) * words + best / 64] &= ~(1ull << (best & 63));
            for (int w = 0; w < words; ++w) all |= free_[size_t(slot) * words + w];
            if (!all) some[slot >> 6] &= ~(1ull << (slot & 63));
            ++count[row + best];
            client.slot = slot;
            client.counsellor = best;
            client.booked = event.time;
            int32_t id;
            if (vacant.empty()) {
                id = int32_t(clients.size());
                clients.push_back(client);
            } else {
                id = vacant.back();
                vacant.pop_back();
                clients[id] = client;
            }
            const double begin = start_of(slot);
            lead += begin - event.time;
            if (cancels < 0.1)
                heap.push({event.time + at * (begin - event.time), sequence++, 2 * id + 1});
            else
                heap.push({begin, sequence++, 2 * id});
            continue;
        }
        const int32_t id = event.client / 2;
        const Client &client = clients[id];
        vacant.push_back(id);
        if (event.client & 1) {
            free_[size_t(client.slot) * words + client.counsellor / 64] |=
                1ull << (client.counsellor & 63);
            some[client.slot >> 6] |= 1ull << (client.slot & 63);
            --count[size_t(client.slot / per) * counsellors + client.counsellor];
            ++cancelled;
            continue;
        }
        const double begin = start_of(client.slot), ahead = (begin - client.booked) / day_length;
        const double share = ahead < 1 ? 0.05 : ahead < 3 ? 0.15 : ahead < 7 ? 0.25 : 0.35;
        if (client.show < share) {
            ++missed;
            continue;
        }
        const double there = begin + client.late;
        const double from = std::max(there, busy_until[client.counsellor]);
        waits += from - there;
        busy_until[client.counsellor] = from + client.length;
        ++met;
    }
    std::printf("cpu_s %.4f requests %lld events %lld lead_h %.4f wait_min %.4f missed %.5f cancelled %lld\n",
                double(std::clock() - start) / CLOCKS_PER_SEC, (long long)requests, (long long)events,
                lead / requests / 3600, waits / met / 60, double(missed) / (missed + met),
                (long long)cancelled);
}
