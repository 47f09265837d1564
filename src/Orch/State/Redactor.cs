using System.Text.RegularExpressions;

namespace Orch.State;

/// <summary>Keeps secrets out of what Orch stores and shows: those known by value, and those that look like one.</summary>
internal sealed partial class Redactor(KnownSecrets known)
{
    public const string Replacement = "[redacted]";

    public string Redact(string text)
    {
        foreach (var value in known.Values)
        {
            text = text.Replace(value, Replacement, StringComparison.Ordinal);
        }

        return Patterns().Replace(text, Replacement);
    }

    // The published forms of keys: OpenAI, Anthropic, GitHub, AWS, Google, Slack, and private key blocks (also with their line ends as JSON writes them).
    [GeneratedRegex(
        @"\b(sk-(ant-|proj-)?[A-Za-z0-9_\-]{20,}|gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{40,}|AKIA[0-9A-Z]{16}|AIza[0-9A-Za-z_\-]{35}|xox[abprs]-[A-Za-z0-9\-]{10,})|-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(-----END [A-Z ]*PRIVATE KEY-----|$)",
        RegexOptions.ExplicitCapture | RegexOptions.Singleline,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Patterns();
}
