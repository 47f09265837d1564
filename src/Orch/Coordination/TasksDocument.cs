namespace Orch.Coordination;

/// <summary>The document <c>orch.tasks/1</c>.</summary>
internal sealed record TasksDocument(IReadOnlyList<PoolTask> Tasks)
{
    public string Schema { get; init; } = "orch.tasks/1";
}
