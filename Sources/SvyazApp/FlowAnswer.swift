internal import SvyazExchange
internal import SvyazFlow

/// The answer to a flow problem in words and as JSON; nodes and arcs are named as the file names them.
struct FlowAnswer {
  let file: FlowFile
  let outcome: FlowOutcome
  let method: FlowSolver.Method

  private static let mostNamed = 20

  var report: Report {
    let problem = file.problem
    let head = Self.head(name: file.name, nodes: problem.nodeCount, arcs: problem.arcCount)
    func json(_ status: String, cost: Int? = nil, cut: JSONValue = .null, cycle: JSONValue = .null) -> JSONValue {
      Self.json(
        status: status, cost: cost, method: method, nodes: problem.nodeCount, arcs: problem.arcCount, cut: cut,
        cycle: cycle)
    }
    switch outcome {
    case .optimal(let solution):
      return Report(
        text: head + Self.optimum(cost: solution.cost, method: method), json: json("optimal", cost: solution.cost))
    case .infeasible(let cut):
      return Report(
        text: head + words(cut) + Self.methodLine(method), json: json("infeasible", cut: members(cut)),
        isAffirmative: false)
    case .unbounded(let ray):
      return Report(
        text: head + words(ray) + Self.methodLine(method), json: json("unbounded", cycle: members(ray)),
        isAffirmative: false)
    }
  }

  static func json(
    status: String, cost: Int?, method: FlowSolver.Method, nodes: Int, arcs: Int, cut: JSONValue = .null,
    cycle: JSONValue = .null
  ) -> JSONValue {
    .members([
      "status": .string(status), "cost": .optional(cost), "method": .string(method.rawValue), "nodes": .int(nodes),
      "arcs": .int(arcs), "cut": cut, "cycle": cycle,
    ])
  }

  static func head(name: String, nodes: Int, arcs: Int) -> String {
    "Задача «\(name)»: узлов \(grouped(nodes)), дуг \(grouped(arcs)).\n"
  }

  static func optimum(cost: Int, method: FlowSolver.Method) -> String {
    "Решена: наименьшая стоимость \(grouped(cost)).\n" + methodLine(method)
  }

  private static func methodLine(_ method: FlowSolver.Method) -> String {
    switch method {
    case .mentorShape: "Способ: задача имеет вид подбора наставников, быстрый решатель. Ответ проверен без решателя.\n"
    case .networkSimplex: "Способ: сетевой симплекс-метод. Ответ проверен без решателя.\n"
    }
  }

  // MARK: No flow

  private func words(_ cut: FlowCut) -> String {
    let names = Self.list(cut.nodes.map { String($0 + 1) })
    let most = cut.capacity - cut.lower
    let figures = "(пропускают \(grouped(cut.capacity)), обязательный встречный поток \(grouped(cut.lower)))"
    var text = "Нет: потока, который выполняет все условия, не существует.\n"
    text += "Помеха — узлы: \(cut.nodes.count) (\(names)). "
    switch cut.reason {
    case .supplyCannotLeave:
      text += "Их запас \(grouped(cut.supply)), а вывести из них можно не больше \(grouped(most)) \(figures).\n"
    case .demandCannotBeMet:
      text += "Им нужно \(grouped(-cut.supply)), а ввести в них можно не больше \(grouped(most)) \(figures).\n"
    }
    if cut.nodes.count == file.problem.nodeCount { text += "Запасы и потребности всех узлов не равны.\n" }
    return text
  }

  private func members(_ cut: FlowCut) -> JSONValue {
    .members([
      "nodes": .array(cut.nodes.map { .int(Int($0) + 1) }),
      "reason": .string(cut.reason == .supplyCannotLeave ? "supplyCannotLeave" : "demandCannotBeMet"),
      "supply": .int(cut.supply), "capacity": .int(cut.capacity), "lower": .int(cut.lower),
    ])
  }

  // MARK: No least cost

  private func words(_ ray: FlowRay) -> String {
    let problem = file.problem
    let nodes = ray.cycle.map { String(problem.tail[Int($0)] + 1) }
    let lines = ray.cycle.map { String(file.line(ofArc: Int($0))) }
    return "Нет: стоимость не ограничена снизу.\n"
      + "Цикл дуг без ограничения потока — узлы: \(Self.list(nodes)); строки файла: \(Self.list(lines)). "
      + "Каждая единица потока по нему меняет стоимость на \(grouped(ray.cost)).\n"
  }

  private func members(_ ray: FlowRay) -> JSONValue {
    .members([
      "cost": .int(ray.cost),
      "arcs": .array(
        ray.cycle.map { arc in
          .members([
            "line": .int(file.line(ofArc: Int(arc))), "tail": .int(Int(file.problem.tail[Int(arc)]) + 1),
            "head": .int(Int(file.problem.head[Int(arc)]) + 1), "cost": .int(file.problem.cost[Int(arc)]),
          ])
        }),
    ])
  }

  private static func list(_ names: [String]) -> String {
    names.prefix(mostNamed).joined(separator: ", ")
      + (names.count > mostNamed ? ", … и ещё \(names.count - mostNamed)" : "")
  }
}
