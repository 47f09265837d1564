using Orch.Recovery;
using Orch.State;

namespace Orch.Cli.Rendering;

/// <summary>The document <c>orch.resume/1</c>: what was done for each lost agent.</summary>
internal sealed record ResumeDocument(string Schema, IReadOnlyList<ResumedAgent> Agents)
{
    public static ResumeDocument Of(IEnumerable<ResumeReport> reports) =>
        new("orch.resume/1", [.. reports.Select(report => new ResumedAgent(report.Name, SnakeCase.Of(report.Result), report.Detail))]);
}
