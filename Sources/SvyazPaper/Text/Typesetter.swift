/// The rules of ``RussianText/typeset(_:)-swift.type.method``, over scalars that remember the run they came from.
enum Typesetter {
  struct Piece {
    var scalar: Unicode.Scalar
    var run: Int
  }

  static func typeset(_ pieces: [Piece]) -> [Piece] { joined(dashed(quoted(pieces))) }

  // MARK: Quotes, dots

  /// Straight quotes to «», inner ones to „“; three dots to one sign.
  private static func quoted(_ pieces: [Piece]) -> [Piece] {
    var out = [Piece]()
    out.reserveCapacity(pieces.count)
    // One entry for each quote that stands open: whether it was straight.
    var open = [Bool]()
    var index = 0
    while index < pieces.count {
      var piece = pieces[index]
      switch piece.scalar {
      case "«", "„": open.append(false)
      case "»", "“": if open.last == false { open.removeLast() }
      case "\"":
        let before = index > 0 ? pieces[index - 1].scalar : " "
        let after = index + 1 < pieces.count ? pieces[index + 1].scalar : " "
        if isSpace(before) || "([{«„—–-/".unicodeScalars.contains(before), !isSpace(after) {
          piece.scalar = open.isEmpty ? "«" : "„"
          open.append(true)
        } else if open.last == true {
          open.removeLast()
          piece.scalar = open.isEmpty ? "»" : "“"
        }
      case "." where index + 2 < pieces.count && pieces[index + 1].scalar == "." && pieces[index + 2].scalar == ".":
        let isLonger =
          (index > 0 && pieces[index - 1].scalar == ".")
          || (index + 3 < pieces.count && pieces[index + 3].scalar == ".")
        if !isLonger {
          piece.scalar = "…"
          index += 2
        }
      default: break
      }
      out.append(piece)
      index += 1
    }
    return out
  }

  // MARK: Dashes

  private static func dashed(_ pieces: [Piece]) -> [Piece] {
    var out = pieces
    for index in pieces.indices where pieces[index].scalar == "-" {
      let before = index > 0 ? pieces[index - 1].scalar : nil
      let after = index + 1 < pieces.count ? pieces[index + 1].scalar : nil
      if let before, let after, isSpace(before), isSpace(after) {
        out[index].scalar = "—"
      } else if let after, isDigit(after), before.map({ isSpace($0) || $0 == "(" }) ?? true,
        !followsNumberSign(pieces, index)
      {
        out[index].scalar = "−"
      } else if isRange(pieces, index) {
        out[index].scalar = "–"
      }
    }
    return out
  }

  /// A hyphen between two whole numbers of which the second is greater, and that belong to nothing longer.
  private static func isRange(_ pieces: [Piece], _ hyphen: Int) -> Bool {
    var first = hyphen
    while first > 0, isDigit(pieces[first - 1].scalar), hyphen - first < 6 { first -= 1 }
    var last = hyphen + 1
    while last < pieces.count, isDigit(pieces[last].scalar), last - hyphen < 7 { last += 1 }
    guard let low = number(pieces[first..<hyphen]), let high = number(pieces[(hyphen + 1)..<last]), low < high else {
      return false
    }
    if first > 0, !isSpace(pieces[first - 1].scalar), !"(«„".unicodeScalars.contains(pieces[first - 1].scalar) {
      return false
    }
    if last < pieces.count {
      let next = pieces[last].scalar
      if isLetter(next) || isDigit(next) || "-/_=@#".unicodeScalars.contains(next) { return false }
      if ".,:".unicodeScalars.contains(next), last + 1 < pieces.count, isDigit(pieces[last + 1].scalar) { return false }
    }
    return !followsNumberSign(pieces, first)
  }

  /// «№ 12-34» is one number.
  private static func followsNumberSign(_ pieces: [Piece], _ index: Int) -> Bool {
    var index = index
    while index > 0, isSpace(pieces[index - 1].scalar) { index -= 1 }
    return index > 0 && (pieces[index - 1].scalar == "№" || pieces[index - 1].scalar == "§")
  }

  private static func number(_ digits: ArraySlice<Piece>) -> Int? {
    guard (1...6).contains(digits.count) else { return nil }
    return digits.reduce(0) { $0 * 10 + Int($1.scalar.value) - 0x30 }
  }

  // MARK: Spaces

  /// Spaces that must not break, and the one that a percent sign lacks.
  private static func joined(_ pieces: [Piece]) -> [Piece] {
    var out = [Piece]()
    out.reserveCapacity(pieces.count + pieces.count / 16)
    // Words stand between single spaces of either kind; a line's end or two spaces are no place to join.
    var words = [Range<Int>]()
    var start = 0
    for index in pieces.indices where isSpace(pieces[index].scalar) {
      words.append(start..<index)
      start = index + 1
    }
    words.append(start..<pieces.count)
    for (position, word) in words.enumerated() {
      appendWord(pieces, word, to: &out)
      guard position + 1 < words.count else { break }
      var space = pieces[word.upperBound]
      let next = words[position + 1]
      if space.scalar == " ", !word.isEmpty, !next.isEmpty {
        let after = words.dropFirst(position + 2).prefix(2)
        let before = position > 0 ? words[position - 1] : nil
        if holds(
          text(pieces, word), text(pieces, next), before.map { text(pieces, $0) }, after.map { text(pieces, $0) }[...])
        {
          space.scalar = "\u{00A0}"
        }
      }
      out.append(space)
    }
    return out
  }

  private static func appendWord(_ pieces: [Piece], _ word: Range<Int>, to out: inout [Piece]) {
    for index in word {
      let scalar = pieces[index].scalar
      if scalar == "%" || scalar == "‰", index > word.lowerBound, isDigit(pieces[index - 1].scalar),
        index + 1 == word.upperBound || !(isLetter(pieces[index + 1].scalar) || isDigit(pieces[index + 1].scalar))
      {
        out.append(Piece(scalar: "\u{00A0}", run: pieces[index].run))
      }
      out.append(pieces[index])
    }
  }

  private static func text(_ pieces: [Piece], _ word: Range<Int>) -> Substring.UnicodeScalarView {
    // Longer words have no rule; the bound keeps a hostile text linear.
    var view = String.UnicodeScalarView()
    for index in word.prefix(40) { view.append(pieces[index].scalar) }
    return Substring(String(view)).unicodeScalars
  }

  private typealias Word = Substring.UnicodeScalarView

  private static func holds(
    _ left: Word, _ right: Word, _ before: Word?, _ after: ArraySlice<Word>
  ) -> Bool {
    let head = String(left).lowercased()
    let tail = String(right).lowercased()
    // What stands in quotes or brackets counts as the word itself.
    let bareHead = trimmed(head, "(«„[")
    let bareTail = trimmed(tail, ")»“],;:.!?…")
    guard let last = left.last, let first = right.first else { return false }
    if ["—", "–"].contains(tail) { return true }
    if ["№", "§", "№№"].contains(bareHead) { return true }
    if WordLists.short.contains(bareHead) { return true }
    if WordLists.particles.contains(bareTail) { return true }
    // «г. Самара», but not «2021 г. было» and «6,7 п. п. было».
    if WordLists.abbreviations.contains(bareHead) {
      if before?.last.map(isDigit) != true, before.map({ String($0).lowercased() }) != bareHead { return true }
    }
    if WordLists.pairs.contains("\(bareHead) \(trimmed(tail, ",;:)»"))") { return true }
    if isDigit(last) {
      if first == "%" || first == "‰" || first == "°" { return true }
      // «3 918»: a group of three digits.
      if isGroup(right), left.count <= 3 || isGroupEnd(left),
        left.allSatisfy({ isDigit($0) || "(−–".unicodeScalars.contains($0) })
      {
        return true
      }
      if isCyrillicLower(first), right.count <= 11, bareTail == "из" || !WordLists.short.contains(bareTail) {
        return true
      }
    }
    if isDigit(first), WordLists.months.contains(bareHead) { return true }
    return isInitials(left, right, after)
  }

  /// «И. И. Иванов», «Иванов И. И.»; in «директор И. И. Иванов» the first word is free.
  private static func isInitials(_ left: Word, _ right: Word, _ after: ArraySlice<Word>) -> Bool {
    if isInitial(left), let first = right.first, isCapital(first) { return true }
    guard let first = left.first, isCapital(first), left.count > 1, left.last.map(isLetter) == true, isInitial(right)
    else { return false }
    var rest = after
    if !isDoubleInitial(right) {
      guard let second = rest.popFirst(), isInitial(second) else { return false }
      if second.last != "." { return true }
    } else if right.last != "." {
      return true
    }
    return rest.first?.first.map(isCapital) != true
  }

  /// «И.», or «И.И.».
  private static func isInitial(_ word: Word) -> Bool {
    let scalars = Array(word.filter { !"(«,;)»".unicodeScalars.contains($0) })
    return (scalars.count == 2 && isCapital(scalars[0]) && scalars[1] == ".") || isDoubleInitial(word)
  }

  private static func isDoubleInitial(_ word: Word) -> Bool {
    let scalars = Array(word.filter { !"(«,;)»".unicodeScalars.contains($0) })
    return scalars.count == 4 && isCapital(scalars[0]) && scalars[1] == "." && isCapital(scalars[2])
      && scalars[3] == "."
  }

  private static func isGroup(_ word: Word) -> Bool {
    let digits = word.prefix { isDigit($0) }
    guard digits.count == 3 else { return false }
    return word.dropFirst(3).allSatisfy { ".,;:)»%".unicodeScalars.contains($0) }
  }

  private static func isGroupEnd(_ word: Word) -> Bool { word.count == 3 && word.allSatisfy(isDigit) }

  private static func trimmed(_ word: String, _ signs: String) -> String {
    let scalars = signs.unicodeScalars
    var view = Substring(word).unicodeScalars
    while let first = view.first, scalars.contains(first) { view.removeFirst() }
    while let last = view.last, scalars.contains(last) { view.removeLast() }
    return String(view)
  }

  // MARK: Signs

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar == " " || scalar == "\u{00A0}" || scalar == "\n" || scalar == "\t" || scalar == "\r" || scalar == "\u{202F}"
  }
  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { (0x30...0x39).contains(scalar.value) }
  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isAlphabetic }
  private static func isCyrillicLower(_ scalar: Unicode.Scalar) -> Bool {
    (0x430...0x44F).contains(scalar.value) || scalar == "ё"
  }
  private static func isCapital(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isUppercase }
}

/// Words that hold on to a neighbour, in lower case.
private enum WordLists {
  /// Hold on to what follows.
  static let short: Set<String> = [
    "а", "без", "в", "во", "для", "до", "за", "и", "из", "или", "их", "к", "ко", "на", "над", "не", "ни", "но", "о",
    "об",
    "обо", "от", "по", "под", "при", "про", "с", "со", "у", "что", "как",
  ]
  /// Hold on to what stands before.
  static let particles: Set<String> = ["бы", "б", "ли", "же", "ж"]
  /// Hold on to the number or name that follows.
  static let abbreviations: Set<String> = [
    "г.", "гг.", "ул.", "пр.", "пер.", "д.", "корп.", "кв.", "им.", "ст.", "п.", "пп.", "подп.", "ч.", "рис.", "табл.",
    "стр.",
    "см.", "гл.", "прил.", "тел.", "каб.", "ред.", "г.о.", "о.", "пос.", "с.",
  ]
  static let pairs: Set<String> = ["т. е.", "т. д.", "т. п.", "т. к.", "п. п.", "и т.", "н. э.", "в т.", "т. ч."]
  static let months: Set<String> = Set(RussianText.monthsGenitive + RussianText.monthsNominative)
}
