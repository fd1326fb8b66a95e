//! The command behind `cargo xtask docs`.
use std::collections::BTreeMap;
fn main() {
    let file = std::env::args().nth(1).unwrap();
    let text = String::from_utf8_lossy(&std::fs::read(&file).unwrap()).into_owned();
    let page = bindery_pages::read(&text);
    if std::env::args().nth(2).as_deref() == Some("-b") { for b in &page.blocks { println!("{:?}", b); } }
    let reading = bindery_pages::extract::read(&page, &Default::default());
    for o in reading.operations {
        println!("== {:?}", o.request.map(|r| format!("{} {}", r.method, r.path)));
        let inv: BTreeMap<_, _> = [("get_account".to_owned(), o.facts)].into();
        print!("{}", bindery_pages::inventory::print(&inv));
    }
    for q in reading.questions { println!("QUESTION {q}"); }
    for q in reading.notes { println!("NOTE {q}"); }
    for (part, n, lost) in reading.lines {
        println!("understood {} of {n} lines below {part:?}", n - lost.len());
        for l in lost { println!("   {}: {}", l + 1, page.lines[l]); }
    }
}
