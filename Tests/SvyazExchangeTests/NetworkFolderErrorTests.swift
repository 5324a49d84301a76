import Foundation
import SvyazExchange
import SvyazGraph
import SvyazTestSupport
import Testing

@Suite struct NetworkFolderErrorTests {
  private let network = RandomNetwork.make(seed: 1, schools: 3)

  @Test func aFolderThatIsNotThere() throws {
    let folder = try TemporaryFolder()
    #expect(throws: NetworkFolderError.folderMissing(folder: "none")) {
      try NetworkFolder.read(path: folder.path + "/none/")
    }
    try folder.write("", to: "file")
    #expect(throws: NetworkFolderError.notAFolder(name: "file")) { try NetworkFolder.read(path: folder.path + "/file") }
    #expect(throws: NetworkFolderError.folderMissing(folder: "")) { try NetworkFolder.read(path: "") }
  }

  @Test func aFileThatCannotBeRead() throws {
    let folder = try FolderFixture.folder(replacing: ["events.csv": String?.none])
    // Tests may run with all rights: a folder in the place of a file refuses everybody.
    try FileManager.default.createDirectory(atPath: folder.path + "/events.csv", withIntermediateDirectories: false)
    #expect(throws: NetworkFolderError.unreadable(name: "events.csv", reason: "это не обычный файл")) {
      try NetworkFolder.read(path: folder.path)
    }
    try FileManager.default.removeItem(atPath: folder.path + "/events.csv")
    try FileManager.default.createSymbolicLink(atPath: folder.path + "/events.csv", withDestinationPath: "nowhere")
    #expect(throws: NetworkFolderError.unreadable(name: "events.csv", reason: "файла или папки нет")) {
      try NetworkFolder.read(path: folder.path)
    }
  }

  @Test func aFolderThatCannotBeWritten() throws {
    let folder = try TemporaryFolder()
    try folder.write("", to: "file")
    #expect(throws: NetworkFolderError.cannotWrite(name: "inner", reason: "на пути стоит файл, а не папка")) {
      try NetworkFolder.write(network, to: folder.path + "/file/inner")
    }
    #expect(throws: NetworkFolderError.cannotWrite(name: "file", reason: "на пути стоит файл, а не папка")) {
      try NetworkFolder.write(network, to: folder.path + "/file")
    }
    #expect(throws: NetworkFolderError.cannotWrite(name: "", reason: "файла или папки нет")) {
      try NetworkFolder.write(network, to: "")
    }
  }

  @Test func aFailureLeavesTheOldFiles() throws {
    let folder = try FolderFixture.folder(replacing: ["measures.csv": String?.none])
    try FileManager.default.createDirectory(atPath: folder.path + "/measures.csv", withIntermediateDirectories: false)
    let names = try folder.names()
    #expect(throws: NetworkFolderError.cannotWrite(name: "measures.csv", reason: "на этом месте стоит папка")) {
      try NetworkFolder.write(network, to: folder.path)
    }
    #expect(try folder.names() == names)
    for name in names where name != "measures.csv" {
      #expect(String(decoding: try folder.data(of: name), as: UTF8.self) == FolderFixture.files[name])
    }
  }

  @Test func aNameThatIsTooLong() throws {
    let folder = try TemporaryFolder()
    let name = String(repeating: "a", count: 300)
    #expect(throws: NetworkFolderError.cannotWrite(name: name, reason: "слишком длинное имя")) {
      try NetworkFolder.write(network, to: "\(folder.path)/\(name)")
    }
  }

  @Test func otherFilesStay() throws {
    let folder = try TemporaryFolder()
    try folder.write("keep", to: "README.md")
    try NetworkFolder.write(network, to: folder.path)
    #expect(String(decoding: try folder.data(of: "README.md"), as: UTF8.self) == "keep")
    #expect(try folder.names().count == 16)
  }

  @Test func everyErrorSpeaksRussian() throws {
    let folder = try TemporaryFolder()
    let faults = try NetworkFolder.read(path: folder.path).faults
    let errors: [NetworkFolderError] = [
      .folderMissing(folder: "n"), .notAFolder(name: "n"), .unreadable(name: "n", reason: "нет прав"),
      .cannotWrite(name: "n", reason: "нет места на диске"), .faults(faults), .faults([faults[0]]), .faults([]),
    ]
    #expect(Set(errors.map(\.code)).count == 5)
    for error in errors {
      #expect(error.code.hasPrefix("exchange."))
      #expect(!error.message.isEmpty && !error.advice.isEmpty)
      #expect(error.advice.hasSuffix("."))
    }
    #expect(errors[3].message == "Сеть не записана, «n»: нет места на диске.")
    #expect(
      errors[5].message
        == "В файлах сети ошибка: network.json, строка 1: файла нет, а он обязателен.")
  }
}
