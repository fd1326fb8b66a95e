//! Code of both programs: that of this package, which does Bindery's work, and benches/peers, which does the same work
//! with other libraries. Each runs a case by its name, once to be counted or often to be timed.

use std::hint::black_box;
use std::process::ExitCode;

use rustix::thread::{CpuSet, sched_getaffinity, sched_setaffinity};
use rustix::time::{ClockId, clock_gettime};
use tokio::runtime::{Builder, Runtime};

/// The number of concurrent calls, in the cases with many.
pub const AT_ONCE: [usize; 3] = [1, 16, 64];

/// Work that can be done again and again.
pub type Work = Box<dyn FnMut()>;

/// One thing to measure. The names of both programs' cases are the same where they are held against each other, but for
/// what comes after the last slash: `json/sakari/bindery` and `json/sakari/serde`.
pub struct Case {
    pub name: String,
    /// Makes everything that is not to be measured; it is given the address of a server on this machine.
    prepare: Box<dyn Fn(&str) -> Work>,
}

impl Case {
    /// Work that needs nothing first.
    pub fn new(name: impl Into<String>, work: fn()) -> Self {
        Self::prepared(name, move |_| Box::new(work))
    }

    /// Work that needs something first, such as a client for the server at the address.
    pub fn prepared(name: impl Into<String>, prepare: impl Fn(&str) -> Work + 'static) -> Self {
        Self { name: name.into(), prepare: Box::new(prepare) }
    }
}

/// A provider's own body in JSON.
pub fn sample(provider: &str) -> &'static [u8] {
    match provider {
        "activeplatform" => {
            include_bytes!("../../../specs/activeplatform/samples/get_account.json")
        }
        "metallic" => include_bytes!("../../../specs/metallic/samples/get_account.json"),
        "sakari" => include_bytes!("../../../specs/sakari/samples/get_account.json"),
        "sequence" => include_bytes!("../../../specs/sequence/samples/get_account.json"),
        "twosms" => include_bytes!("../../../specs/twosms/samples/get_account.json"),
        _ => panic!("{provider} has no sample here: add it"),
    }
}

/// The cases of a side that calls: one call, and 64 of them, so many at a time. `client` makes what a call needs, for the
/// server at an address.
pub fn calls<C, F>(side: &'static str, client: fn(&str) -> C, call: fn(C) -> F) -> Vec<Case>
where
    C: Clone + Send + 'static,
    F: Future<Output = ()> + Send + 'static,
{
    let mut cases = vec![Case::prepared(format!("call/{side}"), move |server| {
        let (runtime, client) = (runtime(), client(server));
        Box::new(move || runtime.block_on(call(client.clone())))
    })];
    cases.extend(AT_ONCE.map(|at_once| {
        Case::prepared(format!("calls-{at_once}/{side}"), move |server| {
            let (runtime, client) = (runtime(), client(server));
            Box::new(move || runtime.block_on(concurrently(at_once, client.clone(), call)))
        })
    }));
    cases
}

/// The runtime of asynchronous work: one thread, so that everything is counted.
fn runtime() -> Runtime {
    let runtime = Builder::new_current_thread().enable_all().build();
    runtime.expect("a runtime")
}

/// 64 calls, so many at a time, each row of them one after the other.
async fn concurrently<C, F>(at_once: usize, client: C, call: fn(C) -> F)
where
    C: Clone + Send + 'static,
    F: Future<Output = ()> + Send + 'static,
{
    let rows: Vec<_> = (0..at_once)
        .map(|_| {
            let client = client.clone();
            tokio::spawn(async move {
                for _ in 0..64 / at_once {
                    call(client.clone()).await;
                }
            })
        })
        .collect();
    for row in rows {
        row.await.expect("every call has a response");
    }
}

/// Follows `count NAME SERVER TIMES`, which does a case's work so often for callgrind to count, or `time NAME SERVER TIMES`,
/// which prints the processor's time for it, in nanoseconds.
pub fn run(cases: &[Case], arguments: &[String]) -> ExitCode {
    let [how, name, server, times] = arguments else {
        return ExitCode::from(2);
    };
    let (Some(case), Ok(times)) = (cases.iter().find(|case| case.name == *name), times.parse())
    else {
        eprintln!("error: there is no case {name:?} to be done {times:?} times");
        return ExitCode::from(2);
    };
    if how == "time"
        && let Err(error) = stay_on_one_core()
    {
        eprintln!("error: no core to stay on: {error}");
        return ExitCode::from(2);
    }
    let mut work = (case.prepare)(server);
    // Once for what is set up on first use: connections, tokens, tables.
    work();
    match how.as_str() {
        "time" => println!("{}", time(&mut *work, times)),
        _ => counted(&mut *work, times),
    }
    ExitCode::SUCCESS
}

/// Callgrind counts inside of this function only.
#[inline(never)]
pub fn counted(work: &mut dyn FnMut(), times: u64) {
    for _ in 0..times {
        work();
    }
    // So that the call above is no jump, which callgrind would not see the end of.
    black_box(());
}

/// Puts this process, which is a server or its client, onto the last core that it may use: on two, what would be measured
/// is mostly how one wakes the other.
pub fn stay_on_one_core() -> std::io::Result<()> {
    let allowed = sched_getaffinity(None)?;
    let mut one = CpuSet::new();
    if let Some(last) = (0..CpuSet::MAX_CPU).rev().find(|&core| allowed.is_set(core)) {
        one.set(last);
    }
    Ok(sched_setaffinity(None, &one)?)
}

/// The processor's time that this process took for doing the work so often.
fn time(work: &mut dyn FnMut(), times: u64) -> u128 {
    let spent = || {
        let time = clock_gettime(ClockId::ProcessCPUTime);
        time.tv_sec as u128 * 1_000_000_000 + time.tv_nsec as u128
    };
    let before = spent();
    for _ in 0..times {
        work();
    }
    spent() - before
}
