internal import Glibc

/// Waits for the signals that ask a process to stop: SIGTERM and SIGINT.
///
/// It is made before any other thread, which then inherits that the two are held back: they reach
/// ``wait()`` and interrupt nothing.
public struct StopSignals: Sendable {
    /// Holds the signals back.
    public init() {
        var signals = Self.signals
        unsafe pthread_sigmask(SIG_BLOCK, &signals, nil)
    }

    private static var signals: sigset_t {
        var signals = sigset_t()
        unsafe sigemptyset(&signals)
        unsafe sigaddset(&signals, SIGTERM)
        unsafe sigaddset(&signals, SIGINT)
        return signals
    }

    /// Returns when one of them has come. From then on the next one ends the process at once.
    public func wait() {
        var signals = Self.signals
        var number: Int32 = 0
        while unsafe sigwait(&signals, &number) != 0 {}
        unsafe pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    }
}
