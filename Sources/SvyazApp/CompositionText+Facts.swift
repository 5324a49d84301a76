internal import SvyazComposition
internal import SvyazGraph

extension CompositionText {
  /// What stands on the last sheet of the composition's workbook.
  var facts: [(title: String, value: String)] {
    let options = composition.options
    var facts: [(title: String, value: String)] = [
      ("Сеть", network.name), ("Предмет", names.subject(composition.subject)), ("На дату", composition.day.russian),
    ]
    if network.name.lowercased().contains("учебные данные") {
      facts.append(("Данные", "Учебные данные: о настоящих школах состав ничего не говорит"))
    }
    facts.append(
      ("Редакция", "Рабочая: видно, какие школы с низкими результатами; не для публикации"))
    facts += [
      ("Школ в группе", sizeRange),
      ("Число групп", options.groups.map { "ровно \($0)" } ?? "наименьшее, при котором выполнимы правила"),
      ("Школа вне групп", points(options.leftPrice)),
      ("Условия планировщика", wishes.isEmpty ? "нет" : wishes.joined(separator: "; ")),
    ]
    guard composition.status != .infeasible else {
      facts.append(("Итог", "Состава нет: правила и условия вместе не выполнить"))
      for rule in composition.clash?.rules ?? [] {
        facts.append(("Мешает", words(rule) + (schools(of: rule).map { " \($0)" } ?? "")))
      }
      return facts
    }
    facts += [
      ("Групп", grouped(composition.groups.count)),
      ("Школ в группах", grouped(composition.groups.reduce(0) { $0 + $1.members.count })),
      ("Школ вне групп", grouped(composition.left.count)),
      ("Цена состава", points(composition.objective)),
      ("Нижняя граница цены", points(composition.lowerBound)),
      ("Доказательство", proof),
      (
        "Как считается цена",
        "Сумма по школам: 30 · дорога до базы + 30 · район (каждое от 0 до 1000), для школ НОР вдвойне; плюс цена каждой "
          + "школы вне групп. В листах цена одной школы показана без удвоения."
      ),
    ]
    if let comparison = part.comparison {
      facts.append(("Действующие ММО по той же формуле", points(comparison.objective)))
      facts.append(("Переведено школ из их ММО", grouped(composition.moved.count)))
    }
    return facts
  }
}
