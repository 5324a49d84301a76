internal import SvyazGraph
public import SvyazMap
internal import SvyazTestSupport

/// Maps that nobody would draw on purpose.
public enum Hostile {
  public static let labels: [String] = [
    "", " ", "\u{0}", "a\u{0}b", "<script>alert(1)</script>", "\"; }; digraph {", "\\N \\G \\l \\", "]]>", "<![CDATA[",
    "&amp; &#0; &bogus;", "' onload='x", "\u{1}\u{2}\u{1F}\u{7F}\u{85}\u{9F}", "\u{FFFE}\u{FFFF}\u{FFFD}",
    "\u{202E}кинвобар\u{202C}", "مدرسة رقم ٥", "בית ספר 12", "👩‍👩‍👧‍👦🏫🇷🇺", "e" + String(repeating: "\u{301}", count: 300),
    String(repeating: "Ш", count: 300), String(repeating: "школа ", count: 60), String(repeating: "漢字", count: 150),
    "строка\nстрока\r\nстрока\tтабуляция", "\u{2028}\u{2029}\u{200B}\u{FEFF}", String(repeating: "<&>\"'", count: 60),
    String(decoding: [0xED, 0xA0, 0x80, 0xC3, 0x28, 0xFF] as [UInt8], as: UTF8.self), "%s%n%x", "${HOME}", "№", "№ №",
    "-",
  ]

  public static func map(nodes count: Int, seed: UInt64) -> NetworkMap {
    var generator = SeededGenerator(seed: seed)
    func pick(_ bound: Int) -> Int { Int(generator.next() % UInt64(max(bound, 1))) }
    let styles = NetworkMap.NodeStyle.allCases
    let nodes = (0..<count).map { index in
      NetworkMap.Node(
        id: index % 5 == 3 ? "n\"<\(index)>&" : "school-\(index)", label: labels[pick(labels.count)],
        detail: pick(4) == 0 ? labels[pick(labels.count)] : nil, fullName: labels[pick(labels.count)],
        style: styles[pick(styles.count)])
    }
    let edgeStyles: [NetworkMap.EdgeStyle] = [
      .subject(0), .subject(1), .subject(5), .subject(-3), .subject(99), .wholeSchool, .membership, .event,
    ]
    let edges = (0..<min(count * 3 / 2, 1500)).map { _ in
      NetworkMap.Edge(
        tail: nodes[pick(count)].id, head: nodes[pick(count)].id, style: edgeStyles[pick(edgeStyles.count)],
        isDirected: pick(2) == 0, isProposed: pick(3) == 0)
    }
    return NetworkMap(
      arrangement: seed % 3 == 0 && count > 0 ? .rings(centre: nodes[pick(count)].id) : .network,
      title: labels[pick(labels.count)], subtitle: labels[pick(labels.count)],
      notice: pick(3) == 0 ? labels[pick(labels.count)] : nil, source: labels[pick(labels.count)],
      edition: pick(2) == 0 ? .working : .public, subjects: [labels[pick(labels.count)], labels[pick(labels.count)]],
      nodes: nodes, edges: edges)
  }

  public static func maps(sizes: [Int]) -> [(String, NetworkMap)] {
    sizes.enumerated().map { index, size in ("\(size) nodes, seed \(index)", map(nodes: size, seed: UInt64(index))) }
  }
}
