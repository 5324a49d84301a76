internal import SvyazPaper

/// «1 школа», «4 школы», «6 школ», as ``RussianText`` has it, but with a space at which a terminal may break the line.
func counted(_ count: Int, _ one: String, _ few: String, _ many: String) -> String {
  "\(grouped(count)) \(form(count, one, few, many))"
}

/// The form alone.
func form(_ count: Int, _ one: String, _ few: String, _ many: String) -> String {
  RussianText.form(count, one, few, many)
}

/// «1 234 567»: groups of three, as Russian documents write numbers.
func grouped(_ value: Int) -> String { RussianText.grouped(value) }

/// «одна», «четыре», «десять»: a number of feminine things in words up to ten, in digits above.
func spelled(_ count: Int) -> String {
  let words = [
    "ноль", "одна", "две", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять", "десять",
  ]
  return words.indices.contains(count) ? words[count] : grouped(count)
}
