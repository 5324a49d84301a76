import SvyazContract
import SvyazExchange
import SvyazGraph
import SvyazTestSupport
import Testing

@Suite struct IntakeTests {
  static func read(
    _ lines: String..., table: Network.Table? = nil, defaults: [String: String] = [:],
    answers: [String: SchoolID] = [:],
    formerNames: [(name: String, school: SchoolID)] = []
  ) throws -> IntakeReading {
    let rows = lines.map { $0.split(separator: "|", omittingEmptySubsequences: false).map(String.init) }
    return Intake.read(
      [IntakeFixture.sheet("Лист1", rows: rows)], file: "list.xlsx",
      context: IntakeContext(
        network: try IntakeFixture.samara.get(), formerNames: formerNames, answers: answers, defaults: defaults,
        table: table))
  }

  static func schools(_ reading: IntakeReading) -> [String?] { reading.rows.map { $0.cells[0] } }

  // MARK: Names

  @Test func anAnswerOnceGivenDecidesForAllSpellings() throws {
    let question = try Self.read("Школа|Статус|Дата начала", "Школа № 110 г.о. Самара|НОР|01.09.2021")
    let key = try #require(question.questions.first?.key)
    let reading = try Self.read(
      "Школа|Статус|Дата начала", "МБОУ ШКОЛА №110 г.о. Самара|НОР|01.09.2021", "«Школа 110»|ШНСУ|01.09.2021",
      "школа-110|риск|01.09.2021", answers: [key: "school-107"])
    #expect(reading.questions == [])
    #expect(Self.schools(reading) == ["school-107", "school-107", "school-107"])
  }

  @Test func anAnswerWithASchoolThatIsGoneIsNoAnswer() throws {
    let reading = try Self.read(
      "Школа|Статус|Дата начала", "Школа № 110|НОР|01.09.2021", answers: ["школа 110": "gone"])
    #expect(reading.rows == [])
    #expect(reading.questions.map(\.key) == ["школа 110"])
  }

  @Test func formerNamesLeadToTheSchoolUnlessAnotherBearsThem() throws {
    let reading = try Self.read(
      "Школа|Статус|Дата начала", "Школа № 110|НОР|01.09.2021", "СОШ №110|НОР|01.09.2021", "школа № 12|НОР|01.09.2021",
      "СОШ № 12|НОР|01.09.2021", formerNames: [("Школа № 110", "school-152"), ("Школа № 12", "school-152")])
    // A current name decides before a former one; where only a rule could, it is a question.
    #expect(Self.schools(reading) == ["school-152", "school-152", "school-12"])
    #expect(reading.questions.map(\.text) == ["СОШ № 12"])
    #expect(Set(reading.questions.first?.candidates.prefix(2) ?? []) == ["school-12", "school-152"])
  }

  @Test func aPrivateSchoolIsNoMunicipalOne() throws {
    let reading = try Self.read(
      "Школа|Статус|Дата начала", "МБОУ Лицей № 1 г.о. Самара|НОР|01.09.2021", "ЧОУ Школа № 12|НОР|01.09.2021",
      "лицей №1|НОР|01.09.2021")
    #expect(Self.schools(reading) == ["licey-1"])
    #expect(reading.questions.count == 2)
  }

  @Test func oneQuestionForAllSpellingsAndItsPlaces() throws {
    let reading = try Self.read(
      "Школа|Статус|Дата начала", "МБОУ Школа № 999|НОР|01.09.2021", "школа №999 г.о. Самара|ШНСУ|01.09.2021")
    #expect(reading.questions.count == 1)
    #expect(reading.questions.first?.places.map(\.row) == [2, 3])
    #expect(reading.questions.first?.places.first?.column == 0)
  }

  @Test func namesWithoutNumbersNeedAllTheirWords() throws {
    let reading = try Self.read(
      "Школа|Статус|Дата начала", "Вальдорфская школа|НОР|01.09.2021", "технический лицей|НОР|01.09.2021",
      "гимназия Перспектива|НОР|01.09.2021", "МБОУ «Росток»|НОР|01.09.2021", "Самарский лицей|НОР|01.09.2021",
      "Технический колледж|НОР|01.09.2021", "Самарский казачий корпус|НОР|01.09.2021")
    #expect(
      Self.schools(reading) == [
        "valdorfskaya", "licey-tekhnichesky", "gimnazia-perspektiva", "rostok", "kazachiy-korpus",
      ])
    #expect(reading.questions.map(\.text) == ["Самарский лицей", "Технический колледж"])
  }

  @Test func sharedFullNamesAreAsked() throws {
    var network = try IntakeFixture.samara.get()
    network.schools.append(School(id: "twin", name: "МБОУ Школа № 12 г.о. Самара"))
    let sheet = IntakeFixture.sheet("S", "Школа|Статус|Дата начала", "МБОУ Школа № 12 г.о. Самара|НОР|01.09.2021")
    let reading = Intake.read([sheet], file: "f.xlsx", context: IntakeContext(network: network))
    #expect(reading.questions.first?.candidates == ["school-12", "twin"])
  }

  // MARK: Tables

  @Test func headingsThatFitTwoTablesAreRefusedUnlessTheTableIsSaid() throws {
    let lines = ["id|Название", "mmo-mathematics-1|ММО математиков"]
    let ambiguous = try Self.read(lines[0], lines[1])
    #expect(ambiguous.rows == [])
    #expect(ambiguous.faults.first?.remedy.contains("--table") == true)
    let said = try Self.read(lines[0], lines[1], table: .associations)
    #expect(said.rows.map(IntakeFixture.text) == ["associations: mmo-mathematics-1,ММО математиков,~,~,~,~,~"])
  }

  @Test func knownRowsNeedOnlyTheirIdAndNewOnesEverything() throws {
    let reading = try Self.read("id|Состояние", "p-01|расторгнуто", "p-new|действует", table: .partnerships)
    #expect(reading.rows.map(IntakeFixture.text) == ["partnerships: p-01,~,~,~,terminated,~,~,~"])
    #expect(reading.faults.map(\.place.row) == [3, 3, 3])
    #expect(reading.faults.allSatisfy { $0.remedy.contains("Новой строке нужно") })
  }

  @Test func everyTableHasItsRussianHeadings() throws {
    let sheets: [(Network.Table, String, String, String)] = [
      (
        .districts, "Район|Соседние районы|Широта|Долгота", "Новый район|Кировский район; Самарский|53,2|50,1",
        "districts: novy,Новый район,kirovsky;samarsky,53.2,50.1"
      ),
      (
        .mentors, "Школа-наставник|Предмет|Кол-во мест", "Гимназия № 3|математика|2",
        "mentors: gimnazia-3,mathematics,2"
      ),
      (
        .associations, "Название ММО|Предмет|Окружное УМО|Базовая школа|Дата начала",
        "ММО физиков и математиков|математика|УМО|Лицей № 131|01.10.2020",
        "associations: mmo-fizikov-i-matematikov,ММО физиков и математиков,mathematics,УМО,licey-131,2020-10-01,~"
      ),
      (
        .memberships, "ММО|Школа-участник|Роль в ММО|с", "mmo-mathematics-1|школа 12|участник|01.10.2020",
        "memberships: mmo-mathematics-1,school-12,member,2020-10-01,~"
      ),
      (
        .participations, "Мероприятие|Школа|Роль|Кол-во педагогов",
        "Самоанализ школы: с чего начать|Гимназия № 1|докладчик|3", "participations: event-01,gimnazia-1,speaker,3"
      ),
      (
        .programmes, "Школа|Вид программы|Дата разработки|Реализуется с",
        "Школа № 12|профессиональный рост|31.08.2020|01.09.2020",
        "programmes: school-12,teacher_growth,2020-08-31,2020-09-01,~"
      ),
      (
        .staff, "Школа|Год|Должность|Всего|Методическая служба|Эффективный режим|Управление качеством",
        "Школа № 12|2020 г.|учителя|48|30|12|7", "staff: school-12,2020,teacher,48,30,12,7"
      ),
      (
        .measures, "№ п/п|Раздел|Мероприятие|Срок|Ответственные|Ожидаемый результат",
        "23|Раздел|Новое дело|30.05.2020|ЦРО|Отчёт",
        "measures: 23,Раздел,Новое дело,~,2020-05-30,ЦРО,Отчёт,~,~"
      ),
      (
        .schools, "ID|Краткое наименование|Вид ОО|Контингент", "school-12|Школа № 12|школа|1 100",
        "schools: school-12,~,~,Школа № 12,школа,~,~,~,~,1100"
      ),
    ]
    for (table, heading, row, expected) in sheets {
      let reading = try Self.read(heading, row)
      #expect(reading.rows.map(IntakeFixture.text) == [expected], "\(table): \(reading.faults.map(\.message))")
    }
  }

  @Test func defaultsAreCheckedAndGiveWay() throws {
    let bad = try Self.read("Школа", "Школа № 12", defaults: ["status": "плохая", "from": "2020-09-01"])
    #expect(bad.rows == [])
    #expect(bad.faults.map(\.remedy) == ["Исправьте значение параметра --status."])
    #expect(bad.faults.first?.place.row == 0)
    let good = try Self.read(
      "Школа|Дата начала", "Школа № 12|01.10.2020", "Школа № 24|",
      defaults: ["status": "low_result", "from": "2020-09-01"])
    #expect(good.rows.map { $0.cells[2] } == ["2020-10-01", "2020-09-01"])
    #expect(good.rows.map { $0.columns[2] } == [1, nil])
  }

  @Test func whatIsLeftOutIsTold() throws {
    let reading = try Self.read("Школа|Статус|Дата начала|Заметки", "Итого|30||", "Школа № 12|НОР|01.09.2020|x")
    #expect(reading.rows.count == 1)
    #expect(reading.notices.contains { $0.contains("строки итогов: 1 (строки 2)") })
    #expect(reading.notices.contains { $0.contains("«Заметки»") })
  }

  @Test func capsAreKeptAndTold() throws {
    var rows = [["Школа", "Статус", "Дата начала"]]
    for number in 0..<12_000 { rows.append(["Школа № \(number + 1000)", "что-то", "вчера"]) }
    let reading = Intake.read(
      [IntakeFixture.sheet("S", rows: rows)], file: "f.xlsx",
      context: IntakeContext(network: try IntakeFixture.samara.get()))
    #expect(reading.faults.count == 10_000)
    #expect(reading.questions.count == 1000)
    #expect(reading.notices.contains { $0.contains("ещё 14000") })
    #expect(reading.notices.contains { $0.contains("ещё 11000") })
  }

  @Test func nothingAndNoTable() throws {
    let context = IntakeContext(network: try IntakeFixture.samara.get())
    #expect(Intake.read([], file: "f.xlsx", context: context).rows == [])
    let blank = Intake.read([IntakeFixture.sheet("Пусто", rows: [["  "]])], file: "f.xlsx", context: context)
    #expect(blank.notices == ["Лист «Пусто»: данных нет."])
    #expect(blank.faults == [])
  }
}

extension IntakeTests {
  /// Schools of other towns bear the same numbers: what names the town must not be taken for a person's honour.
  @Test func aSchoolOfAnotherTownIsAQuestion() throws {
    let names = [
      "МБУ «Школа № 12 имени Героя Советского Союза Иванова» г.о. Тольятти", "Школа № 12 им. В.И. Ленина г. Сызрань",
      "Школа № 12 имени Пушкина с. Рождествено", "ГБОУ СОШ № 12 г.о. Чапаевск", "СОШ № 12 пос. Волжский",
      "МБУ \"Школа № 12 имени 70-летия Победы\" Тольятти", "Школа № 12 им. Пушкина, филиал в Кинеле",
      "Школа № 12 муниципального района Кинельский", "Школа № 12 (отделение дошкольное)",
    ]
    for name in names {
      let reading = try Self.read("Школа|Статус|Дата начала", "\(name)|НОР|01.09.2020")
      #expect(reading.rows == [], "\(name)")
      #expect(reading.questions.first?.candidates.first == "school-12", "\(name)")
    }
    let own = try Self.read(
      "Школа|Статус|Дата начала", "Школа № 12 имени П.Д. Осипенко г.о. Самара|НОР|01.09.2020",
      "«Школа № 12 им. М. В. Ломоносова» городского округа Самара|НОР|01.09.2020",
      "МБОУ Школа им. Кирова № 12|НОР|01.09.2020")
    #expect(Self.schools(own) == ["school-12", "school-12", "school-12"])
  }

  @Test func titlesThatBeginLikeTotalsAreData() throws {
    let reading = try Self.read(
      "Тема|Форма|Дата|Организатор", "Итоги ВПР|семинар|15.10.2020|ЦРО",
      "Всего хорошего: проводы|конференция|16.10.2020|ЦРО",
      "Итого по плану|2||")
    #expect(reading.rows.map { $0.cells[2] } == ["Итоги ВПР", "Всего хорошего: проводы"])
    #expect(reading.notices.contains { $0.contains("строки итогов: 1 (строки 4)") })
  }

  @Test func aTotalsWordBesideASchoolIsData() throws {
    let reading = try Self.read("Раздел|Школа|Статус|Дата начала", "Итого|Школа № 12|НОР|01.09.2020", "Итого|30|НОР|")
    #expect(Self.schools(reading) == ["school-12"])
    #expect(reading.notices.contains { $0.contains("строки итогов: 1 (строки 3)") })
  }

  /// What stands beyond the part of a cell that is looked at must not be lost.
  @Test func overlongCellsAreNotReadByTheirBeginning() throws {
    let spaces = String(repeating: "\u{A0}", count: 700)
    let reading = try Self.read(
      "Школа|Статус|Дата начала", "Школа № 12\(spaces)Тольятти|НОР|01.09.2020",
      "Школа № 12|НОР\(spaces)ШНСУ|01.09.2020",
      "Школа № 12|НОР|01.09.2020\(spaces)02.09.2020")
    #expect(reading.rows == [])
    #expect(reading.faults.count == 3)
  }
}

extension IntakeTests {
  @Test func aHeadingOfTwoRowsMayBeRepeated() throws {
    let reading = try Self.read(
      "Школа|Статус|Период||Основание", "||с|до|", "Школа № 12|НОР|01.09.2020||приказ",
      "Школа|Статус|Период||Основание",
      "||с|до|", "Школа № 24|НОР|01.09.2020||приказ")
    #expect(Self.schools(reading) == ["school-12", "school-24"])
    #expect(reading.notices.contains { $0.contains("повторы заголовка: 2 (строки 4, 5)") })
  }
}
