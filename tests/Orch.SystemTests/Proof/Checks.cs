using Orch.Proof;
using Orch.State;

namespace Orch.SystemTests.Proof;

/// <summary>Shortcuts to the verdicts.</summary>
internal static class Checks
{
    public static CheckRecord Of(this ProofFindings findings, string name) => findings.Checks.Single(check => check.Name == name);

    public static void Passes(this ProofFindings findings, string name, string? detail = null) => Is(findings, name, CheckStatus.Passed, detail);

    public static void Fails(this ProofFindings findings, string name, string? detail = null) => Is(findings, name, CheckStatus.Failed, detail);

    private static void Is(ProofFindings findings, string name, CheckStatus status, string? detail)
    {
        var check = findings.Of(name);
        Assert.True(check.Status == status, $"{name} is {check.Status}: {check.Detail}");
        if (detail is not null)
        {
            Assert.Contains(detail, check.Detail, StringComparison.Ordinal);
        }
    }
}
