public import SvyazFlow
public import SvyazGraph

/// Why a flow problem that was read well is not answered.
public enum SolveError: Error, Hashable {
  /// Refused before solving: what the numbers sum to does not fit 64 bits.
  case refused(FlowError, place: String)
  /// Our own check does not confirm our own answer.
  case unproved(fault: String)
  /// The binary form has no numbered arcs to write flows for.
  case noFlowFile
}

extension SolveError: UserFacing {
  public var code: String {
    switch self {
    case .refused: "solve.refused"
    case .unproved: "solve.unproved"
    case .noFlowFile: "solve.noFlowFile"
    }
  }

  public var message: String {
    switch self {
    case .refused(let error, let place): "\(place): \(Self.reason(error))."
    case .unproved(let fault): "Внутренняя ошибка: ответ не прошёл проверку (\(fault))."
    case .noFlowFile: "--flow: двоичный файл задачи не нумерует дуги, потоки по ним не записать."
    }
  }

  private static func reason(_ error: FlowError) -> String {
    switch error {
    case .tooLarge(let nodes, let arcs): "узлов \(nodes), дуг \(arcs), а каждых можно не больше 2³⁰"
    case .badArc: "концы или границы дуги недопустимы"
    case .supplyTooGreat: "запасы и нижние границы в сумме больше 2⁶² − 1"
    case .capacityTooGreat:
      "поток по дуге без ограничения может превысить 2⁶² − 1: столько вместе пропускают другие дуги"
    case .costTooGreat: "сумма «|стоимость| · поток» может не поместиться в 64 бита"
    case .pathTooDear: "путь через все узлы может стоить больше 2⁶⁰"
    }
  }

  public var advice: String {
    switch self {
    case .refused:
      "Задача не решалась. Уменьшите числа: например, измеряйте стоимость или поток в более крупных единицах."
    case .unproved: "Ответ не показан. Сохраните файл задачи и сообщите разработчикам."
    case .noFlowFile: "Решите ту же задачу в форме DIMACS."
    }
  }
}
