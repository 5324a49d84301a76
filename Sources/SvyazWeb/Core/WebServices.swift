internal import Logging
internal import SvyazMap
internal import SvyazStore

/// What the routes work with.
struct WebServices: Sendable {
  let configuration: WebConfiguration
  let store: Store
  let accounts: StoreAccounts
  let live: LiveNetwork
  let pages: PageCache
  let frame: PageFrame
  let metrics: ServiceMetrics
  let maps: MapRenderer
  /// For rendering pages and reading the store.
  let threads: WorkThreads
  /// For plans, papers, imports and passwords, which take long.
  let slowThreads: WorkThreads
  /// For what is computed of the whole network once for a revision.
  let figureThreads: WorkThreads
  /// Plans that are being solved, and those that were.
  let jobs: JobBoard
  var signIn: SignInLimits
  let imports: ImportDesk
  let clock: @Sendable () -> Moment
  let logger: Logger
}
