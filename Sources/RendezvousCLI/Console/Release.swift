internal import CRendezvous

/// The release of this program.
public enum Release {
    /// The version, by semantic versioning: that of the header of the C library, which alone says it.
    public static let version = "\(RDV_VERSION_MAJOR).\(RDV_VERSION_MINOR).\(RDV_VERSION_PATCH)"
}
