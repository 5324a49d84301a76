internal import HTTPTypes
internal import SvyazApp
internal import SvyazGraph
internal import SvyazMap
internal import SvyazStore

/// The HTTP status of an error of the domain.
enum DomainStatus {
  static func of(_ error: any UserFacing) -> HTTPResponse.Status {
    switch error {
    case StoreError.conflict, StoreError.undoConflict, StoreError.rowExists, StoreError.nothingToUndo,
      StoreError.onlyNetwork:
      .conflict
    case PlanVariantError.conflict, PlanVariantError.accepted: .conflict
    case PlanVariantError.unknown: .notFound
    case StoreError.noSuchRow, StoreError.noSuchChange, StoreError.unknownSchool, AccountError.unknown: .notFound
    case MapError.deadlineExceeded, MapError.workerUnavailable, MapError.workerCrashed, MapError.memoryExceeded,
      MapError.cancelled:
      .serviceUnavailable
    case StoreError.locked, StoreError.diskFull, StoreError.inputOutput, StoreError.readOnly: .serviceUnavailable
    case StoreError.damaged, StoreError.foreign, StoreError.tooNew, StoreError.tooOld, StoreError.missing:
      .internalServerError
    case is RefusedImport: .unprocessableContent
    case MapError.unknownSchool: .notFound
    case ImportPageError.gone: .notFound
    default:
      // The statuses of the command line tell wrong questions, a «no» and bad data from faults of ours.
      switch ExitStatus(after: error) {
      case .no: .conflict
      case .usage: .badRequest
      case .badData: .unprocessableContent
      case .cannotWrite: .serviceUnavailable
      case .done, .internalFault: isInput(error) ? .badRequest : .internalServerError
      }
    }
  }

  /// Errors of what was typed, which the command line does not know.
  private static func isInput(_ error: any UserFacing) -> Bool {
    error is AccountInputError || error is AccountError || error is ImportPageError || error is PlanVariantError
  }
}
