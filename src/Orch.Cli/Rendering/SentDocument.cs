using Orch.State;

namespace Orch.Cli.Rendering;

/// <summary>The document <c>orch.sent/1</c>: what became of something that was said.</summary>
internal sealed record SentDocument(string Schema, string Name, string State, string? Detail, long? Turn)
{
    public static SentDocument Of(SendReport report) => new("orch.sent/1", report.Name, SnakeCase.Of(report.State), report.Detail, report.Turn);
}
