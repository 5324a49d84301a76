internal import SvyazExchange

/// The HTTP API: what `svyaz` does on the command line, for programs, with the same keys.
enum API {
  static let operations: [APIOperation] =
    APIDocument.operations + PersonAPI.operations + NetworkAPI.operations + RowAPI.operations + IndicatorAPI.operations
    + PlanAPI.operations + HistoryAPI.operations + MapAPI.operations + ImportAPI.operations

  static let routes: [WebRoute] = operations.map(\.route)
}
