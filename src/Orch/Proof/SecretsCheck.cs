using Orch.State;

namespace Orch.Proof;

/// <summary>Judges whether a secret is about to be pushed. What was found is named by file, line and rule.</summary>
internal static class SecretsCheck
{
    private const int Most = 10;

    public static CheckRecord Judge(SecretsFacts facts)
    {
        var unread = facts.TooLarge.Count == 0 ? "" : $"; too large to read: {Names.Few(facts.TooLarge)}";
        return facts.Findings.Count == 0
            ? new(CheckNames.Secrets, CheckStatus.Passed, $"nothing that looks like a key in {Names.Count(facts.Commits, "commit")}{unread}")
            : new(CheckNames.Secrets, CheckStatus.Failed, $"looks like a secret: {Names.Few([.. facts.Findings.Select(finding => finding.ToString())], Most)}{unread}");
    }
}
