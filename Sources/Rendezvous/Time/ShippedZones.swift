extension ZoneRules {
    /// The release of the IANA time zone database that the shipped zones come from.
    ///
    /// They were made with `zic -b slim` from its `tzdata.zi`, with the history of `backzone`.
    /// Newer rules come in through ``init(name:tzif:)``.
    public static let shippedRelease = "2025b"

    /// UTC, without any transition.
    public static let utc = ZoneRules(name: "UTC", bytes: decoded(utcText), file: .utc)
    /// Europe/Athens: UTC+2, in summer UTC+3.
    public static let athens = shipped("Europe/Athens", text: athensText)
    /// Europe/Bucharest: UTC+2, in summer UTC+3.
    public static let bucharest = shipped("Europe/Bucharest", text: bucharestText)
    /// Europe/Copenhagen: UTC+1, in summer UTC+2.
    public static let copenhagen = shipped("Europe/Copenhagen", text: copenhagenText)

    /// The shipped zone of this name (`Europe/Athens`, `Europe/Bucharest`, `Europe/Copenhagen`,
    /// `UTC`), or `nil` if there is none.
    public static func shipped(_ name: String) -> ZoneRules? {
        [athens, bucharest, copenhagen, utc].first { $0.name == name }
    }

    private static func shipped(_ name: String, text: String) -> ZoneRules {
        // The tests decode every text, so no release ships one that falls back to UTC.
        (try? ZoneRules(name: name, tzif: decoded(text))) ?? .utc
    }

    /// The bytes of base64 text (RFC 4648); line breaks and padding are passed over.
    private static func decoded(_ text: String) -> [UInt8] {
        var bytes: [UInt8] = []
        var pending: UInt32 = 0
        var bitCount = 0
        for character in text.utf8 {
            guard let value = base64Value(character) else { continue }
            pending = (pending << 6 | UInt32(value)) & 0xffff
            bitCount += 6
            if bitCount >= 8 {
                bitCount -= 8
                bytes.append(UInt8(truncatingIfNeeded: pending >> UInt32(bitCount)))
            }
        }
        return bytes
    }

    private static func base64Value(_ character: UInt8) -> UInt8? {
        switch character {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): character - UInt8(ascii: "A")
        case UInt8(ascii: "a")...UInt8(ascii: "z"): character - UInt8(ascii: "a") + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): character - UInt8(ascii: "0") + 52
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }

    private static let utcText = """
        VFppZjIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAQAAAAEAAAAAAAAAVFppZjIAAAAAAAAAAAAA
        AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAQAAAAQAAAAAAABVVEMAClVUQzAK
        """

    private static let athensText = """
        VFppZjIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAQAAAAEAAAAAAAAAVFppZjIAAAAAAAAAAAAA
        AAAAAAAAAAAAAAAAAAAAAAAAAAA3AAAABgAAABr/////dD+YRP////+bgCGA/////7l86eD/////ucav0P/////J
        8mPg/////8oQqFD/////zOdLEP/////Nqkzw/////86iGOD/////z5NpcP/////fE55g/////9+3ClAAAAAACexe
        YAAAAAALGPRgAAAAAAvNrgAAAAAADL2fAAAAAAANpFWAAAAAAA6MXYAAAAAAD4Q3gAAAAAAQavwQAAAAABFke/AA
        AAAAElKq8AAAAAATRoJgAAAAABQzwlAAAAAAFSPrkAAAAAAWE9yQAAAAABcDzZAAAAAAF/O+kAAAAAAY46+QAAAA
        ABnToJAAAAAAGsORkAAAAAAbvL0QAAAAABysrhAAAAAAHZyfEAAAAAAejJAQAAAAAB98gRAAAAAAIGxyEAAAAAAh
        XGMQAAAAACJMVBAAAAAAIzxFEAAAAAAkLDYQAAAAACUcJxAAAAAAJgwYEAAAAAAnBUOQAAAAACf1NJAAAAAAKOUl
        kAAAAAAp1RaQAAAAACrFB5AAAAAAK7T4kAAAAAAspOmQAAAAAC2U2pAAAAAALoTLkAAAAAAvdLyQAAAAADBkrZAA
        AAAAMV3ZEAEDAgMCBQQFBAMCAwIDAgMCAwIDAgMCAwIDAgMCAwIDAgMCAwIDAgMCAwIDAgMCAwIDAgMCAwIAABY8
        AAAAABY8AAQAACowAQgAABwgAA0AAA4QABEAABwgARVMTVQAQU1UAEVFU1QARUVUAENFVABDRVNUAApFRVQtMkVF
        U1QsTTMuNS4wLzMsTTEwLjUuMC80Cg==
        """

    private static let bucharestText = """
        VFppZjIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAQAAAAEAAAAAAAAAVFppZjIAAAAAAAAAAAAA
        AAAAAAAAAAAAAAAAAAAAAAAAAAA3AAAABAAAABH/////bM/gCP////+3sNII/////7k+82D/////ue+cYP////+6
        341g/////7vPfmD/////vMip4P////+9uJrg/////76oi+D/////v5h84P/////AiG3g/////8F4XuD/////wmhP
        4P/////DWEDg/////8RIMeD/////xTgi4P/////GKBPg/////8cYBOAAAAAAEa3RYAAAAAASU+BQAAAAABNNC9AA
        AAAAFDPQYAAAAAAVI92AAAAAABYTzoAAAAAAFwO/gAAAAAAX87CAAAAAABjjoYAAAAAAGdOSgAAAAAAaw4OAAAAA
        ABu8rwAAAAAAHKygAAAAAAAdnJEAAAAAAB6MggAAAAAAH3xzAAAAAAAgbGQAAAAAACFcVQAAAAAAIkxGAAAAAAAj
        PDcAAAAAACQsKAAAAAAAJRwZAAAAAAAmDAoAAAAAACcFNYAAAAAAJ/UKYAAAAAAo5PtgAAAAACnU7GAAAAAAKsTd
        YAAAAAArtM5gAAAAACykv2AAAAAALZSwYAAAAAAuhJNQAAAAAC90kmAAAAAAMGR1UAAAAAAxXa7gAAAAADJye9AA
        AAAAMz27EAEDAgMCAwIDAgMCAwIDAgMCAwIDAgMCAwIDAgMCAwIDAgMCAwIDAgMCAwIDAgMCAwIDAgMCAwIAABh4
        AAAAABh4AAQAACowAQgAABwgAA1MTVQAQk1UAEVFU1QARUVUAApFRVQtMkVFU1QsTTMuNS4wLzMsTTEwLjUuMC80
        Cg==
        """

    private static let copenhagenText = """
        VFppZjIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAQAAAAEAAAAAAAAAVFppZjIAAAAAAAAAAAAA
        AAAAAAAAAAAAAAAAAAAAAAAAAAAzAAAABAAAABH/////aYbPtP////9xDO80/////5sejGD/////m9W+0P/////I
        Q1dw/////8znSxD/////zakXkP/////OokMQ/////8+SNBD/////0IIlEP/////RchYQ/////9IkEJD/////03mF
        EP/////UG62Q/////9VerRD/////1d/gEP/////XR8mQ/////9e/whAAAAAAE01EEAAAAAAUM/qQAAAAABUj65AA
        AAAAFhPckAAAAAAXA82QAAAAABfzvpAAAAAAGOOvkAAAAAAZ06CQAAAAABrDkZAAAAAAG7y9EAAAAAAcrK4QAAAA
        AB2cnxAAAAAAHoyQEAAAAAAffIEQAAAAACBschAAAAAAIVxjEAAAAAAiTFQQAAAAACM8RRAAAAAAJCw2EAAAAAAl
        HCcQAAAAACYMGBAAAAAAJwVDkAAAAAAn9TSQAAAAACjlJZAAAAAAKdUWkAAAAAAqxQeQAAAAACu0+JAAAAAALKTp
        kAAAAAAtlNqQAAAAAC6Ey5AAAAAAL3S8kAAAAAAwZK2QAAAAADFd2RABAwIDAgMCAwIDAgMCAwIDAgMCAwIDAgMC
        AwIDAgMCAwIDAgMCAwIDAgMCAwIDAgMCAwIAAAvMAAAAAAvMAAQAABwgAQgAAA4QAA1MTVQAQ01UAENFU1QAQ0VU
        AApDRVQtMUNFU1QsTTMuNS4wLE0xMC41LjAvMwo=
        """
}
