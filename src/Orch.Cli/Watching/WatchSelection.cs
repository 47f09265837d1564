namespace Orch.Cli.Watching;

/// <summary>Which agent is selected, by its name, and which part of the table is seen; both follow when agents come, go and change places.</summary>
internal sealed class WatchSelection
{
    private int index;

    /// <summary>The selected agent; null when there is none.</summary>
    public string? Name { get; private set; }

    /// <summary>The first row that is seen.</summary>
    public int Top { get; private set; }

    /// <summary>The selected row; -1 for none.</summary>
    public int Index => Name is null ? -1 : index;

    /// <summary>Moves by so many rows, as far as there are any.</summary>
    public void Move(int rows, IReadOnlyList<WatchRow> all) => Select((int)Math.Clamp((long)index + rows, 0, Math.Max(0, all.Count - 1)), all);

    /// <summary>Takes in how the table is now.</summary>
    /// <param name="all">The rows.</param>
    /// <param name="room">How many are seen.</param>
    public void Fit(IReadOnlyList<WatchRow> all, int room)
    {
        var at = Name is null ? -1 : all.Select(row => row.Name).ToList().IndexOf(Name);
        Select(at >= 0 ? at : Math.Min(index, all.Count - 1), all);
        Top = Math.Clamp(Top, Math.Max(0, index - room + 1), Math.Max(0, index));
        Top = Math.Min(Top, Math.Max(0, all.Count - room));
    }

    private void Select(int row, IReadOnlyList<WatchRow> all)
    {
        index = Math.Max(0, row);
        Name = index < all.Count ? all[index].Name : null;
    }
}
