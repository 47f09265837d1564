namespace Orch.Tests.Coordination;

/// <summary>What must never become a name, an id or a path.</summary>
public static class BadNames
{
    public static TheoryData<string> All =>
        ["", " ", "../x", "../../etc/passwd", "a/b", "/a", ".a", "-a", "a\0b", "a\nb", "a b", "ünïcode", "日本", new string('a', 129), new string('a', 10_000), "$(touch x)", "a;b", "a\u202eb"];
}
