//! The same work as Bindery's, done with other libraries.

mod call;
mod hand;
mod plain;
mod types;
mod xml;

fn main() -> std::process::ExitCode {
    let arguments: Vec<String> =
        std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let cases = [plain::cases(), hand::cases(), xml::cases(), call::cases()];
    bindery_bench::run(&cases.into_iter().flatten().collect::<Vec<_>>(), &arguments)
}
