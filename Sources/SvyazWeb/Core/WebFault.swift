internal import HTTPTypes
internal import SvyazAccess
internal import SvyazGraph

/// Why a request is not answered as asked; errors of the domain come as ``WebFault/domain(_:)``.
enum WebFault: Error, Sendable {
  /// Nobody is signed in.
  case signIn
  case forbidden
  case notFound
  case methodNotAllowed([HTTPRequest.Method])
  /// The form's token is missing, or the request comes from another site.
  case foreignForm
  /// A value of the query, the form or the body.
  case value(name: String, value: String, expected: String)
  case tooLarge(limit: Int)
  case tooMany(retryAfter: Int)
  case tooSlow
  /// The client's copy is no longer what stands.
  case preconditionFailed
  /// A write that must say which version it changes does not.
  case preconditionRequired
  case unsupportedMedia(expected: String)
  /// An idempotency key came with another request before.
  case reusedKey
  /// The request of this idempotency key is being answered.
  case repeatedTooSoon
  case domain(any UserFacing)

  var status: HTTPResponse.Status {
    switch self {
    case .signIn: .unauthorized
    case .forbidden, .foreignForm: .forbidden
    case .notFound: .notFound
    case .methodNotAllowed: .methodNotAllowed
    case .value: .badRequest
    case .tooLarge: .contentTooLarge
    case .tooMany: .tooManyRequests
    case .tooSlow: .requestTimeout
    case .preconditionFailed: .preconditionFailed
    case .preconditionRequired: .preconditionRequired
    case .unsupportedMedia: .unsupportedMediaType
    case .reusedKey: .unprocessableContent
    case .repeatedTooSoon: .conflict
    case .domain(let error): DomainStatus.of(error)
    }
  }

  /// Stable and English: `area.what`.
  var code: String {
    switch self {
    case .signIn: "access.signIn"
    case .forbidden: "access.forbidden"
    case .foreignForm: "access.foreignForm"
    case .notFound: "request.notFound"
    case .methodNotAllowed: "request.methodNotAllowed"
    case .value: "request.value"
    case .tooLarge: "request.tooLarge"
    case .tooMany: "request.tooMany"
    case .tooSlow: "request.tooSlow"
    case .preconditionFailed: "request.preconditionFailed"
    case .preconditionRequired: "request.preconditionRequired"
    case .unsupportedMedia: "request.unsupportedMedia"
    case .reusedKey: "request.reusedKey"
    case .repeatedTooSoon: "request.repeatedTooSoon"
    case .domain(let error): error.code
    }
  }

  var message: String {
    switch self {
    case .signIn: "Чтобы открыть это, нужно войти."
    case .forbidden: "У вашей роли нет доступа к этому."
    case .foreignForm: "Форма устарела или отправлена с другого сайта."
    case .notFound: "Такой страницы нет."
    case .methodNotAllowed(let methods):
      "Этот адрес так не вызывают; можно: \(methods.map(\.rawValue).joined(separator: ", "))."
    case .value(let name, let value, let expected): "\(name): значение «\(value)», ожидалось: \(expected)."
    case .tooLarge(let limit): "Слишком много данных: принимается до \(limit >> 20) МБ."
    case .tooMany: "Слишком много попыток."
    case .tooSlow: "Данные приходили слишком медленно, соединение закрыто."
    case .preconditionFailed: "Данные изменились с тех пор, как вы их получили."
    case .preconditionRequired: "Не сказано, какую версию строки менять."
    case .unsupportedMedia(let expected): "Тело запроса должно быть вида \(expected)."
    case .reusedKey: "Этот Idempotency-Key уже был у другого запроса."
    case .repeatedTooSoon: "Запрос с этим Idempotency-Key ещё выполняется."
    case .domain(let error): error.message
    }
  }

  var advice: String {
    switch self {
    case .signIn: "Войдите и повторите."
    case .forbidden: "Если доступ нужен для работы, попросите администратора изменить роль."
    case .foreignForm: "Обновите страницу и отправьте форму ещё раз; введённое останется в полях."
    case .notFound: "Проверьте адрес или начните с обзора."
    case .methodNotAllowed: "Описание запросов: /api/v1/openapi.json."
    case .value: "Исправьте значение и повторите."
    case .tooLarge: "Разделите файл на части."
    case .tooMany(let seconds): "Повторите через \(seconds) с."
    case .tooSlow: "Повторите, когда связь станет лучше."
    case .preconditionFailed: "Получите данные ещё раз и повторите изменение."
    case .preconditionRequired: "Передайте If-Match с ETag строки из GET."
    case .unsupportedMedia(let expected): "Передайте заголовок Content-Type: \(expected)."
    case .reusedKey: "Для нового запроса возьмите новый ключ."
    case .repeatedTooSoon: "Подождите ответа и повторите с тем же ключом."
    case .domain(let error): error.advice
    }
  }
}
