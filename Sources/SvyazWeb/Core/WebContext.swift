internal import Hummingbird
internal import Logging
internal import NIOCore
internal import SvyazAccess

/// What belongs to one request: who asks, from where, and how to call it in the logs.
struct WebContext: RequestContext, RemoteAddressRequestContext {
  var coreContext: CoreRequestContextStorage
  let remoteAddress: SocketAddress?
  /// Where the request comes from, behind a proxy too (``ClientAddress``); empty where it is not known.
  var clientAddress = ""
  /// `nil`: nobody signed in.
  var viewer: Viewer?
  /// Of a session: what its forms must carry.
  var csrf: String?
  /// Given to whoever asks for help, and to the log.
  var requestID = ""

  init(source: ApplicationRequestContextSource) {
    coreContext = .init(source: source)
    remoteAddress = source.channel.remoteAddress
  }

  /// Bodies above this are refused while they arrive; routes that take files read them by themselves.
  var maxUploadSize: Int { 1 << 20 }

  func signedIn() throws(WebFault) -> Viewer {
    guard let viewer else { throw .signIn }
    return viewer
  }
}
