// A peer: the minimum-cost-flow solvers of LEMON on a DIMACS file.
//
// Usage: lemon_mcf FILE network-simplex|cost-scaling|capacity-scaling
// Prints one JSON line; `solve` is CPU seconds from the built graph to the flow, LEMON's own copy of it included.
//
// To give LEMON its best: a static graph with arcs sorted by tail before the clock starts, capacities of 32 bits and
// costs of 64, block search pivots and partial augmentation (its defaults, and the fastest on these instances), and no
// memory of ours held while it solves: the file is read twice so that arcs go to their places without a list of them.
#include <lemon/capacity_scaling.h>
#include <lemon/cost_scaling.h>
#include <lemon/network_simplex.h>
#include <lemon/static_graph.h>

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <limits>
#include <string>
#include <utility>
#include <vector>

namespace {

using Graph = lemon::StaticDigraph;
using Capacity = int;
using Cost = long long;

[[noreturn]] void fail(const std::string& message) {
  std::fprintf(stderr, "lemon_mcf: %s\n", message.c_str());
  std::exit(2);
}

double cpu_seconds() {
  timespec time;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

// Of this program alone: getrusage would count what the process held before it became this program.
double peak_megabytes() {
  std::FILE* file = std::fopen("/proc/self/status", "r");
  if (!file) fail("/proc/self/status cannot be read");
  char line[256];
  long kilobytes = 0;
  while (std::fgets(line, sizeof line, file) && std::sscanf(line, "VmHWM: %ld", &kilobytes) != 1) {
  }
  std::fclose(file);
  return static_cast<double>(kilobytes) / 1024;
}

// Words and numbers of a DIMACS file, through a buffer of its own.
class Scanner {
 public:
  explicit Scanner(const char* path) : file_(std::fopen(path, "rb")) {
    if (!file_) fail(std::string("cannot open ") + path);
  }
  ~Scanner() { std::fclose(file_); }
  Scanner(const Scanner&) = delete;
  Scanner& operator=(const Scanner&) = delete;

  // The kind of the next line, 0 at the end.
  char line() {
    if (has_line_) {
      while (byte_ != '\n' && byte_ != EOF) next();
    }
    has_line_ = true;
    do {
      next();
    } while (byte_ == '\n');
    char kind = byte_ == EOF ? 0 : static_cast<char>(byte_);
    next();
    return kind;
  }

  void skip_word() {
    while (byte_ == ' ') next();
    while (byte_ != ' ' && byte_ != '\n' && byte_ != EOF) next();
  }

  long long number(long long least, long long most) {
    while (byte_ == ' ') next();
    bool negative = byte_ == '-';
    if (negative) next();
    if (byte_ < '0' || byte_ > '9') fail("a number was expected");
    long long value = 0;
    while (byte_ >= '0' && byte_ <= '9') {
      if (value > (std::numeric_limits<long long>::max() - 9) / 10) fail("a number is too large");
      value = value * 10 + (byte_ - '0');
      next();
    }
    if (negative) value = -value;
    if (value < least || value > most) fail("a number is out of range");
    return value;
  }

 private:
  void next() { byte_ = getc_unlocked(file_); }

  std::FILE* file_;
  int byte_ = 0;
  bool has_line_ = false;
};

// The file as lists; arcs stand by tail, those of a node in the order of the file.
struct Lists {
  std::vector<Capacity> supplies;
  std::vector<std::pair<int, int>> ends;
  std::vector<Capacity> capacities;
  std::vector<Cost> costs;
};

constexpr int kMost = std::numeric_limits<int>::max();
constexpr long long kMostCost = std::numeric_limits<long long>::max() / 16;

Lists read(const char* path) {
  Lists lists;
  // Where the next arc out of each node goes, after the first reading.
  std::vector<int> next;
  int nodes = 0;
  int arcs = 0;
  {
    Scanner scanner(path);
    int found = 0;
    while (char kind = scanner.line()) {
      if (kind == 'p') {
        scanner.skip_word();
        nodes = static_cast<int>(scanner.number(1, kMost - 1));
        arcs = static_cast<int>(scanner.number(0, kMost - 1));
        lists.supplies.assign(nodes, 0);
        next.assign(nodes + 1, 0);
      } else if (kind == 'n') {
        auto node = scanner.number(1, nodes);
        lists.supplies[node - 1] = static_cast<Capacity>(scanner.number(-kMost, kMost));
      } else if (kind == 'a') {
        next[scanner.number(1, nodes)]++;
        found++;
      }
    }
    if (nodes == 0 || found != arcs) fail("the number of arcs is not the announced one");
  }
  for (int node = 0; node < nodes; node++) next[node + 1] += next[node];
  lists.ends.resize(arcs);
  lists.capacities.resize(arcs);
  lists.costs.resize(arcs);
  Scanner scanner(path);
  while (char kind = scanner.line()) {
    if (kind != 'a') continue;
    int tail = static_cast<int>(scanner.number(1, nodes)) - 1;
    int head = static_cast<int>(scanner.number(1, nodes)) - 1;
    if (scanner.number(-kMost, kMost) != 0) fail("lower bounds are not for this race");
    int place = next[tail]++;
    lists.ends[place] = {tail, head};
    lists.capacities[place] = static_cast<Capacity>(scanner.number(0, kMost));
    lists.costs[place] = scanner.number(-kMostCost, kMostCost);
  }
  return lists;
}

struct Network {
  const Graph& graph;
  const Graph::ArcMap<Capacity>& capacity;
  const Graph::ArcMap<Cost>& cost;
  const Graph::NodeMap<Capacity>& supply;
};

template <typename Solver>
void race(const std::string& name, const Network& network, double read_seconds) {
  double start = cpu_seconds();
  Solver solver(network.graph);
  solver.upperMap(network.capacity).costMap(network.cost).supplyMap(network.supply);
  bool optimal = solver.run() == Solver::OPTIMAL;
  double seconds = cpu_seconds() - start;
  std::printf(
      "{\"solver\": \"%s\", \"optimal\": %s, \"objective\": %lld, \"read\": %.6f, \"solve\": %.6f, \"peak\": %.1f}\n",
      name.c_str(), optimal ? "true" : "false", optimal ? solver.template totalCost<Cost>() : 0, read_seconds,
      seconds, peak_megabytes());
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 3) fail("usage: lemon_mcf FILE network-simplex|cost-scaling|capacity-scaling");
  double start = cpu_seconds();
  Lists lists = read(arguments[1]);
  Graph graph;
  graph.build(static_cast<int>(lists.supplies.size()), lists.ends.begin(), lists.ends.end());
  Graph::ArcMap<Capacity> capacity(graph);
  Graph::ArcMap<Cost> cost(graph);
  Graph::NodeMap<Capacity> supply(graph);
  for (int arc = 0; arc < graph.arcNum(); arc++) {
    capacity[graph.arc(arc)] = lists.capacities[arc];
    cost[graph.arc(arc)] = lists.costs[arc];
  }
  for (int node = 0; node < graph.nodeNum(); node++) supply[graph.node(node)] = lists.supplies[node];
  lists = Lists();
  double read_seconds = cpu_seconds() - start;

  const Network network{graph, capacity, cost, supply};
  const std::string name = arguments[2];
  if (name == "network-simplex") {
    race<lemon::NetworkSimplex<Graph, Capacity, Cost>>(name, network, read_seconds);
  } else if (name == "cost-scaling") {
    race<lemon::CostScaling<Graph, Capacity, Cost>>(name, network, read_seconds);
  } else if (name == "capacity-scaling") {
    race<lemon::CapacityScaling<Graph, Capacity, Cost>>(name, network, read_seconds);
  } else {
    fail("no such solver: " + name);
  }
}
