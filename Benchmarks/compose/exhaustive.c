// The best groups of at most 16 members by looking at every set of members.
//
// best_groups() first prices every set as a group with its best base, then takes groups apart from the rest, the first
// member that is still there at a time: 3^n steps for each number of groups.
#include <stdint.h>
#include <stdlib.h>

static const int64_t none = INT64_MAX / 4;

// cost[base * n + member]: doubled for low-result members; < 0: may not be there. may_leave, low, mentor, site, forced:
// sets of members. low_least, low_most: low-result members of a group. chosen: by group its set, bases: its base.
// left_price: by member. pairs: sets of two, the first `together` of them in one group or none, the rest never in one.
// Gives the least cost, -1 where there are no such groups, -2 out of memory.
int64_t best_groups(
    int n, const int64_t *cost, uint32_t may_leave, uint32_t low, uint32_t mentor, uint32_t site, uint32_t forced,
    int smallest, int largest, int low_least, int low_most, int keeps_share, int needs_sites, int groups,
    const int64_t *left_price, const uint32_t *pairs, int together, int pair_count, const int64_t *teachers,
    int64_t min_teachers, uint32_t *chosen, int32_t *bases) {
  size_t sets = (size_t)1 << n;
  int64_t *price = malloc(sets * sizeof *price);
  int8_t *base_of = malloc(sets);
  int64_t *best = malloc((size_t)(groups + 1) * sets * sizeof *best);
  uint32_t *taken = malloc((size_t)(groups + 1) * sets * sizeof *taken);
  int64_t result = -2;
  if (!price || !base_of || !best || !taken) goto out;

  for (uint32_t set = 0; set < sets; set++) {
    int size = __builtin_popcount(set), lows = __builtin_popcount(set & low);
    price[set] = none;
    if (size < smallest || size > largest || lows < low_least || lows > low_most ||
        (keeps_share && 2 * (size - lows) < lows) ||
        (needs_sites && !(set & site)) || __builtin_popcount(set & forced) > 1)
      continue;
    int clashes = 0;
    for (int pair = 0; pair < pair_count; pair++) {
      uint32_t both = set & pairs[pair];
      clashes |= pair < together ? both && both != pairs[pair] : both == pairs[pair];
    }
    int64_t staff = 0;
    for (uint32_t rest = set; rest; rest &= rest - 1) staff += teachers[__builtin_ctz(rest)];
    if (clashes || staff < min_teachers) continue;
    for (int base = 0; base < n; base++) {
      uint32_t bit = 1u << base;
      if (!(set & mentor & bit) || ((set & forced) && !(set & forced & bit))) continue;
      int64_t sum = 0;
      for (uint32_t rest = set; rest; rest &= rest - 1) {
        int64_t one = cost[base * n + __builtin_ctz(rest)];
        if (one < 0) { sum = none; break; }
        sum += one;
      }
      if (sum < price[set]) { price[set] = sum; base_of[set] = (int8_t)base; }
    }
  }

  for (int k = 0; k <= groups; k++) {
    int64_t *now = best + (size_t)k * sets, *fewer = now - (k ? sets : 0);
    uint32_t *cut = taken + (size_t)k * sets;
    now[0] = k == 0 ? 0 : none;
    cut[0] = 0;
    for (uint32_t set = 1; set < sets; set++) {
      uint32_t first = set & -set, rest = set ^ first;
      now[set] = none;
      cut[set] = 0;
      if ((may_leave & first) && now[rest] < none) now[set] = now[rest] + left_price[__builtin_ctz(first)];
      if (k == 0) continue;
      for (uint32_t sub = rest;; sub = (sub - 1) & rest) {
        uint32_t group = sub | first;
        if (price[group] < none && fewer[set ^ group] < none && price[group] + fewer[set ^ group] < now[set]) {
          now[set] = price[group] + fewer[set ^ group];
          cut[set] = group;
        }
        if (!sub) break;
      }
    }
  }
  result = -1;
  uint32_t set = (uint32_t)(sets - 1);
  if (best[(size_t)groups * sets + set] < none) {
    result = best[(size_t)groups * sets + set];
    for (int k = groups; set;) {
      uint32_t group = taken[(size_t)k * sets + set];
      if (group) {
        k--;
        chosen[k] = group;
        bases[k] = base_of[group];
        set ^= group;
      } else {
        set &= set - 1;
      }
    }
  }
out:
  free(price);
  free(base_of);
  free(best);
  free(taken);
  return result;
}
