internal import Glibc

/// Waits for the signals that ask a process to stop, SIGTERM and SIGINT, or to read its settings
/// again, SIGHUP.
///
/// It is made before any other thread, which then inherits that they are held back: they reach
/// ``wait(reloading:)`` and interrupt nothing.
public struct StopSignals: Sendable {
    /// Holds the signals back.
    public init() {
        var signals = Self.signals
        unsafe pthread_sigmask(SIG_BLOCK, &signals, nil)
    }

    private static var signals: sigset_t {
        var signals = sigset_t()
        unsafe sigemptyset(&signals)
        for signal in [SIGTERM, SIGINT, SIGHUP] { unsafe sigaddset(&signals, signal) }
        return signals
    }

    /// Returns when the process is asked to stop. From then on the next signal ends it at once.
    ///
    /// - Parameter reload: Called at each SIGHUP before that, on this thread.
    public func wait(reloading reload: () -> Void = {}) {
        var signals = Self.signals
        var number: Int32 = 0
        while true {
            while unsafe sigwait(&signals, &number) != 0 {}
            if number != SIGHUP { break }
            reload()
        }
        unsafe pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    }
}
