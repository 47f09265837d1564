namespace Orch.State;

/// <summary>An event on its way into the log; the log adds its number and time.</summary>
/// <param name="Kind">One of <see cref="EventKinds"/>.</param>
/// <param name="Data">What belongs to that kind; values are text, a missing one null.</param>
internal sealed record NewEvent(string Kind, params IReadOnlyList<(string Name, string? Value)> Data);
