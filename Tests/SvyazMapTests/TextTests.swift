import MapTrials
import SvyazGraph
import Testing

@testable import SvyazMap

@Suite struct TextTests {
  @Test(
    arguments: [
      ("Школа № 12", ["Школа №\u{A0}12"]),
      ("Лицей «Технический»", ["Лицей", "«Технический»"]),
      ("Самарская Вальдорфская школа", ["Самарская", "Вальдорфская школа"]),
      ("", []), ("  \n ", []), ("№", ["№"]),
    ] as [(String, [String])])
  func labelsAreBroken(_ label: String, _ lines: [String]) { #expect(DisplayText.wrap(label) == lines) }

  @Test func longLabelsEndInAnEllipsis() {
    let lines = DisplayText.wrap(
      "Муниципальное бюджетное общеобразовательное учреждение «Школа № 3 с углублённым изучением отдельных предметов»")
    #expect(lines.count == 3)
    #expect(lines.allSatisfy { $0.count <= 26 })
    #expect(lines.last?.hasSuffix("…") == true)
  }

  @Test(arguments: Hostile.labels) func anyLabelIsBounded(_ label: String) {
    let lines = DisplayText.wrap(label)
    #expect(lines.count <= 3)
    for line in lines {
      #expect(line.count <= 27)
      #expect(!line.isEmpty)
      #expect(line.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) })
    }
    #expect(DisplayText.clean(DisplayText.clean(label)) == DisplayText.clean(label))
  }

  @Test func readingDirectionCannotBeTurned() {
    #expect(DisplayText.clean("a\u{202E}b\u{2066}c") == "a b c")
  }

  @Test func widthsGrowWithTheSize() {
    Drawing.withLibrary {
      let measurer = PangoMeasurer()
      let small = measurer.width(of: "Гимназия", size: 10, isBold: false)
      #expect(abs(measurer.width(of: "Гимназия", size: 20, isBold: false) - 2 * small) < 1e-9)
      #expect(measurer.width(of: "Гимназия", size: 10, isBold: true) > small)
      #expect(measurer.width(of: "", size: 10, isBold: false) == 0)
      #expect((30...80).contains(small))
    }
  }

  @Test func longTitlesShrinkThenEndInAnEllipsis() {
    Drawing.withLibrary {
      let measurer = PangoMeasurer()
      func title(_ text: String) -> SceneText? {
        let map = NetworkMap(title: text, source: "", edition: .working, nodes: [])
        return Furniture(map, pageScale: 1, measurer: measurer).groups.first?.texts.first
      }
      #expect(title("Карта")?.size == 22)
      let long = title(String(repeating: "Связи школы ", count: 9))
      #expect((long?.size ?? 0) < 22)
      #expect(long?.text.hasSuffix("…") == false)
      #expect(title(String(repeating: "Связи школы ", count: 30))?.text.hasSuffix("…") == true)
    }
  }

  @Test func teachingDataAreNamedEvenInALongSource() {
    Drawing.withLibrary {
      let name = String(repeating: "очень длинное имя сети ", count: 12) + "Учебные данные"
      let map = NetworkMap(title: "", source: name, edition: .public, nodes: [])
      let texts = Furniture(map, pageScale: 1, measurer: PangoMeasurer()).groups.flatMap(\.texts).map(\.text)
      #expect(texts.contains { $0.contains("Учебные данные") })
    }
  }
}
