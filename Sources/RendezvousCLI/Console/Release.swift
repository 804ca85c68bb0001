internal import CRendezvous

/// The release of this program.
public enum Release {
    /// The version, by semantic versioning; the header of the C library alone says which.
    public static let version = "\(RDV_VERSION_MAJOR).\(RDV_VERSION_MINOR).\(RDV_VERSION_PATCH)"
}
