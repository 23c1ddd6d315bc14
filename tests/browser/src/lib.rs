//! Real browsers against the built page: the ways to drive one, and the small world that the page runs in.
//!
//! | module | subject |
//! |---|---|
//! | `axe` | axe-core, the rules of accessibility |
//! | `browser` | which browsers there are, and how each is started |
//! | `clock` | a page whose clock waits for the test |
//! | `driver` | the driver process behind a browser |
//! | `session` | an open browser window: what a person does and sees |
//! | `hands` | pressing, filling, typing |
//! | `drop` | files from the disk onto the page |
//! | `surroundings` | size, colours, network, console, pictures |
//! | `traces` | what the page left behind: storages, links, violations |
//! | `views` | the views that matter most |
//! | `world` | stand-in, proxy and page, started together |
//! | `ports` | ports that are used once |
//! | `proxy` | the real `assay-proxy`, as a process, with its log |
//! | `host` | a plain static server, without any header of ours |
//! | `samples` | files to check, with digests that other code computed |

pub mod axe;
pub mod browser;
pub mod clock;
pub mod driver;
pub mod drop;
pub mod folder;
pub mod hands;
pub mod host;
pub mod ports;
pub mod proxy;
pub mod samples;
pub mod session;
pub mod surroundings;
pub mod traces;
pub mod views;
pub mod world;
