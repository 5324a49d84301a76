import SvyazTestSupport
import Testing

@testable import SvyazExchange

@Suite struct JSONParserTests {
  @Test func readsEveryKindOfValue() throws {
    let text =
      "\u{FEFF} {\n\"a\": [1, -0.5e+3, true, false, null, \"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0416\\ud83d\\ude00\"],\n \"b\": {}, \"c\": []}\n"
    let node = try JSONParser.parse(Array(text.utf8))
    guard case .object(let members) = node.value, case .array(let elements) = members[0].node.value else {
      Issue.record("not an object")
      return
    }
    #expect(members.map(\.key) == ["a", "b", "c"])
    #expect(members.map(\.node.line) == [2, 3, 3])
    #expect(members.map(\.node.shown) == ["[…]", "{…}", "[…]"])
    #expect(elements.map(\.shown) == ["1", "-0.5e+3", "true", "false", "null", "\"\\/\u{8}\u{C}\n\r\tЖ😀"])
  }

  static let wrong: [(String, Int, String)] = [
    ("", 1, "файл обрывается, а нужно: значение"),
    ("{", 1, "файл обрывается, а нужно: ключ в кавычках"),
    ("{\n\"a\"\n:1,}", 3, "стоит «}», а нужно: ключ в кавычках"),
    ("{\"a\" 1}", 1, "стоит «1», а нужно: двоеточие"),
    ("{\"a\": 1 \"b\": 2}", 1, "стоит «\"», а нужно: запятая или «}»"),
    ("[1, 2", 1, "файл обрывается, а нужно: запятая или «]»"),
    ("[1,]", 1, "стоит «]», а нужно: значение"),
    ("[01]", 1, "стоит «0», а нужно: число без нуля впереди"),
    ("[-]", 1, "стоит «-», а нужно: значение"),
    ("[1.]", 1, "стоит «]», а нужно: цифра"),
    ("[1e]", 1, "стоит «]», а нужно: цифра"),
    ("[Ж]", 1, "стоит «Ж», а нужно: значение"),
    ("[tru]", 1, "стоит «t», а нужно: значение"),
    ("1 1", 1, "стоит «1», а нужно: конец файла"),
    ("\"a", 1, "файл обрывается, а нужно: закрывающая кавычка"),
    ("\"a\nb\"", 1, "управляющий символ или конец строки внутри кавычек"),
    ("\"\\", 1, "файл обрывается, а нужно: знак после «\\»"),
    ("\"\\x\"", 1, "стоит «x», а нужно: знак из «\"\\/bfnrtu» после «\\»"),
    ("\"\\u12\"", 1, "стоит «\"», а нужно: четыре шестнадцатеричные цифры после «\\u»"),
    ("\"\\ud83d\"", 1, "половина знака Юникода после «\\u»"),
    ("\"\\ud83d\\n\"", 1, "стоит «n», а нужно: вторая половина знака: «\\u»"),
    ("\"\\ud83d\\u0041\"", 1, "половина знака Юникода после «\\u»"),
    ("\"\\ude00\"", 1, "половина знака Юникода после «\\u»"),
    (String(repeating: "[", count: 100_000), 1, "слишком глубокая вложенность"),
  ]

  @Test(arguments: wrong) func tells(_ text: String, line: Int, problem: String) {
    #expect(throws: JSONSyntaxError(line: line, problem: problem)) { try JSONParser.parse(Array(text.utf8)) }
  }

  @Test func badBytesAreTold() {
    #expect(throws: JSONSyntaxError(line: 1, problem: "байты не в кодировке UTF-8")) {
      try JSONParser.parse([0x22, 0xFF, 0x22])
    }
  }
}
