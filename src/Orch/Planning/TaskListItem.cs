namespace Orch.Planning;

/// <summary>One task of a list.</summary>
/// <param name="Text">What is to be done.</param>
/// <param name="After">The numbers, from 1, of the items that have to be done before; empty for none.</param>
internal sealed record TaskListItem(string Text, IReadOnlyList<int> After);
