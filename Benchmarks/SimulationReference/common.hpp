// What the reference loops share: xoshiro256++ seeded by SplitMix64, and laws drawn by -log(u).
#pragma once
#include <cmath>
#include <cstdint>

static uint64_t state[4];
static inline uint64_t rotl(uint64_t x, int k) { return (x << k) | (x >> (64 - k)); }
static inline uint64_t draw() {
    const uint64_t result = rotl(state[0] + state[3], 23) + state[0], t = state[1] << 17;
    state[2] ^= state[0];
    state[3] ^= state[1];
    state[1] ^= state[2];
    state[0] ^= state[3];
    state[2] ^= t;
    state[3] = rotl(state[3], 45);
    return result;
}
static inline double unit() { return ((draw() >> 12) + 0.5) * 0x1p-52; }
static inline double exponential(double mean) { return -mean * std::log(unit()); }
static inline void seed(uint64_t x) {
    for (auto &word : state) {
        x += 0x9e3779b97f4a7c15;
        uint64_t z = x;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
        z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
        word = z ^ (z >> 31);
    }
}
