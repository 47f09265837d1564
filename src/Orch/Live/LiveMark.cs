using System.Globalization;

namespace Orch.Live;

/// <summary>What a live session is. It is kept in an option of its tmux session, and so lives as long as that.</summary>
/// <param name="Id">Marks the session's processes.</param>
/// <param name="Cli">The agent CLI.</param>
/// <param name="Directory">Its working directory.</param>
/// <param name="CreatedAt">When it was started.</param>
/// <param name="Socket">Where its host takes messages.</param>
internal sealed record LiveMark(string Id, string Cli, string Directory, DateTimeOffset CreatedAt, string Socket)
{
    /// <summary>The option's value: without the colon that separates fields in answers of tmux.</summary>
    public string Text() => string.Join(
        ',', new[] { Id, Cli, Directory, CreatedAt.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture), Socket }.Select(Uri.EscapeDataString));

    /// <summary>Reads the option's value; null when it is none.</summary>
    public static LiveMark? Parse(string text) =>
        text.Split(',') is [var id, var cli, var directory, var at, var socket] && long.TryParse(at, CultureInfo.InvariantCulture, out var milliseconds)
            ? new(
                Uri.UnescapeDataString(id),
                Uri.UnescapeDataString(cli),
                Uri.UnescapeDataString(directory),
                DateTimeOffset.FromUnixTimeMilliseconds(milliseconds),
                Uri.UnescapeDataString(socket))
            : null;
}
