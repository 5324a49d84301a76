import SvyazContract
import SvyazGraph

/// What people write for the words of the contract's closed lists.
enum WordSynonyms {
  /// The contract's word for a cell, `nil` for one that is not known.
  static func word(_ text: String, table: Network.Table, column: String) -> String? {
    guard let list = lists[List(table: table, column: column)] else { return nil }
    let folded = IntakeText.folded(text)
    return list[folded]
  }

  static func isClosedList(table: Network.Table, column: String) -> Bool {
    lists[List(table: table, column: column)] != nil
  }

  /// «одно из: НОР, ШНСУ, …»: the first Russian word for each.
  static func expected(table: Network.Table, column: String) -> String {
    let words = texts.first { $0.0 == table && $0.1 == column }?.2 ?? ""
    let first = words.split(separator: "\n").compactMap { line -> String? in
      let parts = line.split(separator: ":", maxSplits: 1)
      return parts.last?.split(separator: ";").first.map { "«\($0)»" }
    }
    return "одно из: " + first.joined(separator: ", ")
  }

  private struct List: Hashable {
    var table: Network.Table
    var column: String
  }

  private static let lists: [List: [String: String]] = {
    var lists: [List: [String: String]] = [:]
    for (table, column, text) in texts {
      var list: [String: String] = [:]
      for line in text.split(separator: "\n") {
        let parts = line.split(separator: ":", maxSplits: 1)
        guard parts.count == 2 else { continue }
        list[IntakeText.folded(parts[0])] = String(parts[0])
        for word in parts[1].split(separator: ";") {
          list[IntakeText.folded(word)] = String(parts[0])
        }
      }
      lists[List(table: table, column: column)] = list
    }
    return lists
  }()

  private static let texts: [(Network.Table, String, String)] = [
    (
      .statuses, "status",
      """
      low_result:НОР;низкие результаты;низкие образовательные результаты;школа НОР;ШНОР;школа с низкими результатами;\
      школы с низкими образовательными результатами;школа с низкими образовательными результатами;ОО НОР;низкий результат
      adverse:ШНСУ;неблагоприятные социальные условия;школа в неблагоприятных социальных условиях;НСУ;\
      школы, функционирующие в неблагоприятных социальных условиях;сложные социальные условия;\
      школа, функционирующая в неблагоприятных социальных условиях
      high_result:высокие результаты;высокие образовательные результаты;школа с высокими результатами;ВОР;школа-лидер;\
      лидер;школы с высокими результатами;высокий результат
      project_site:проектная площадка;городская проектная площадка;ГПП;площадка;городская площадка
      risk:риск;группа риска;зона риска;школа в зоне риска;риск низких результатов;рисковая;в зоне риска
      """
    ),
    (
      .results, "assessment",
      """
      vpr:ВПР;всероссийская проверочная работа;всероссийские проверочные работы
      oge:ОГЭ;основной государственный экзамен;ГИА-9;ГИА 9;ОГЭ 9
      ege:ЕГЭ;единый государственный экзамен;ГИА-11;ГИА 11;ЕГЭ 11
      """
    ),
    (
      .constraints, "rule",
      """
      pin:закрепить;закреплено;закреплена;закрепление;обязательно;да;назначить;закреплен
      ban:запретить;запрещено;запрет;исключить;нет;не назначать;нельзя
      """
    ),
    (
      .partnerships, "status",
      """
      proposed:предложено;предложена;предложение;проект;предложен;планируется
      agreed:согласовано;согласована;согласован;подписано;договор заключен
      active:действует;действующее;активно;активна;в работе;действующая;работает;активный;реализуется;активное
      completed:завершено;завершена;завершен;закончено;выполнено;окончено
      terminated:расторгнуто;прекращено;расторгнут;прервано;расторгнута;прекращена;досрочно прекращено
      """
    ),
    (
      .memberships, "role",
      """
      leader:ведущая;лидер;руководитель;база;базовая школа;ведущая школа;база ММО
      project_site:проектная площадка;городская проектная площадка;площадка;ГПП
      high_result:высокие результаты;школа с высокими результатами;высокие образовательные результаты
      low_result:НОР;низкие результаты;школа НОР;школа с низкими результатами;ШНОР;низкие образовательные результаты
      member:участник;участница;член;член ММО;участник ММО;школа-участник
      """
    ),
    (
      .events, "kind",
      """
      conference:конференция;августовская конференция;научно-практическая конференция
      seminar:семинар;семинар-практикум;методический семинар;обучающий семинар
      webinar:вебинар;онлайн-семинар;дистанционный семинар
      master_class:мастер-класс;мастер класс;мастерская;мастеркласс
      training:тренинг;обучение;курсы
      strategy_session:стратегическая сессия;стратсессия;проектная сессия;сессия
      lesson_visit:посещение урока;посещение уроков;открытый урок;взаимопосещение уроков;взаимопосещение;открытые уроки
      experience_exchange:обмен опытом;круглый стол;стажировка;методический день
      """
    ),
    (
      .participations, "role",
      """
      host:организатор;принимающая;хозяин;площадка;принимающая школа;база
      speaker:докладчик;выступление;спикер;выступающий;ведущий;выступили
      participant:участник;слушатель;участница;участие;слушатели;участники
      """
    ),
    (
      .programmes, "kind",
      """
      quality_improvement:повышение качества;программа повышения качества образования;повышение качества образования;\
      программа улучшения результатов;улучшение результатов;перевод в эффективный режим;\
      программа повышения качества;программа перехода в эффективный режим
      teacher_growth:профессиональный рост;программа профессионального роста;профессиональное развитие педагогов;\
      рост педагогов;профессиональный рост педагогов;программа профессионального развития педагогов;\
      программа профессионального роста педагогов
      """
    ),
    (
      .staff, "group",
      """
      director:директор;директора;руководитель;руководители
      deputy:заместитель;заместители;заместитель директора;заместители директора;зам;завуч;завучи;зам директора
      teacher:учитель;учителя;педагог;педагоги;педагогические работники
      """
    ),
  ]
}
