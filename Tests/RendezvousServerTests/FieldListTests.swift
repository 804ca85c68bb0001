import RendezvousServer
import Testing

@Suite struct FieldListTests {
    @Test func `a field that came twice has no single value`() {
        var fields = FieldList()
        fields.append("host", "a")
        fields.append("accept", "text/html")
        fields.append("host", "b")
        #expect(fields["host"] == nil)
        #expect(fields.values("host") == ["a", "b"])
        #expect(fields["accept"] == "text/html")
        fields.set("host", "c")
        #expect(fields.fields.map(\.value) == ["text/html", "c"])
    }
}
