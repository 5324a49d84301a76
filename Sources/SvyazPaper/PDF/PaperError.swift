public import SvyazGraph

/// Why there is no PDF. The same paper as HTML or DOCX needs no tool and is not concerned.
public enum PaperError: Error, Equatable, Sendable {
  /// The program that makes PDF is not there, or cannot be started.
  case pdfToolMissing(tool: String)
  case pdfDeadlineExceeded(seconds: Int)
  /// Ended by a signal: most often for want of memory.
  case pdfKilled(signal: Int)
  /// Ended with a status, or with something that is no PDF.
  case pdfFailed(detail: String)
  /// The paper, or what came of it, is larger than anybody prints.
  case pdfTooLarge(limitMegabytes: Int)
  case cancelled
}

extension PaperError: UserFacing {
  public var code: String {
    switch self {
    case .pdfToolMissing: "paper.pdfToolMissing"
    case .pdfDeadlineExceeded: "paper.pdfDeadlineExceeded"
    case .pdfKilled: "paper.pdfKilled"
    case .pdfFailed: "paper.pdfFailed"
    case .pdfTooLarge: "paper.pdfTooLarge"
    case .cancelled: "paper.cancelled"
    }
  }

  public var message: String {
    switch self {
    case .pdfToolMissing(let tool): "PDF не построен: программа «\(tool)» не найдена или не запускается."
    case .pdfDeadlineExceeded(let seconds): "PDF не построен за отведённое время, с: \(seconds)."
    case .pdfKilled(let signal): "Построение PDF прервано, сигнал: \(signal)."
    case .pdfFailed(let detail): "Построение PDF не удалось: \(detail)."
    case .pdfTooLarge(let limit): "Документ слишком велик для PDF, предел, МБ: \(limit)."
    case .cancelled: "Построение PDF отменено."
    }
  }

  public var advice: String {
    switch self {
    case .pdfToolMissing:
      "Установите WeasyPrint: apt-get install weasyprint (или make setup). Пока его нет, возьмите документ в HTML или DOCX."
    case .pdfDeadlineExceeded, .pdfTooLarge: "Сократите таблицы документа или возьмите его в HTML или DOCX."
    case .pdfKilled: "Проверьте, хватает ли памяти, и повторите; тот же документ есть в HTML и DOCX."
    case .pdfFailed: "Повторите попытку; если не поможет, сообщите разработчикам. Тот же документ есть в HTML и DOCX."
    case .cancelled: "Запросите документ заново."
    }
  }
}
