using System.Globalization;
using Orch.SystemTests.Support;

namespace Orch.SystemTests.Queueing;

/// <summary>
/// A stub in the place of <c>claude</c> that commits a file named for its agent and ends when the test lets it: its work can be held open, and
/// counted, in a way that no model's can.
/// </summary>
internal sealed class GatedAgent
{
    private readonly World world;

    private GatedAgent(World world) => this.world = world;

    private string Folder => Path.Combine(world.Root, "gate");

    /// <summary>The agents at work in this moment, as the stub sees them.</summary>
    public IReadOnlyList<string> AtWork => [.. Directory.EnumerateDirectories(Path.Combine(Folder, "at-work")).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    /// <summary>The most that were at work at once, and how many there were in all: by the stub's own count at each start.</summary>
    public (int Most, int All) Count
    {
        get
        {
            var counts = File.ReadAllLines(Path.Combine(Folder, "counts")).Select(line => int.Parse(line, CultureInfo.InvariantCulture)).ToList();
            return (counts.Max(), counts.Count);
        }
    }

    /// <summary>The agents in the order in which they began.</summary>
    public IReadOnlyList<string> Begun => File.Exists(Path.Combine(Folder, "begun")) ? File.ReadAllLines(Path.Combine(Folder, "begun")) : [];

    /// <summary>Puts the stub in its place.</summary>
    /// <param name="world">The world.</param>
    /// <param name="script">What it does in its workspace, NAME being its agent; null to write and commit NAME.txt.</param>
    public static GatedAgent Play(World world, string? script = null)
    {
        var agent = new GatedAgent(world);
        Directory.CreateDirectory(Path.Combine(agent.Folder, "at-work"));
        Directory.CreateDirectory(Path.Combine(agent.Folder, "open"));
        Directory.CreateDirectory(Path.Combine(agent.Folder, "prompts"));
        world.Environment["GATE"] = agent.Folder;
        world.Stub("claude", $$"""
            NAME=$ORCH_AGENT
            cat > "$GATE/prompts/$NAME"
            mkdir "$GATE/at-work/$NAME"
            ls "$GATE/at-work" | wc -l >> "$GATE/counts"
            echo "$NAME" >> "$GATE/begun"
            trap 'rmdir "$GATE/at-work/$NAME"' EXIT
            trap 'exit 1' TERM INT HUP
            echo '{"type":"system","subtype":"init","session_id":"s-1","model":"stub"}'
            until [ -e "$GATE/open/$NAME" ] || [ -e "$GATE/all-open" ]; do sleep 0.05; done
            {
            {{script ?? "echo \"$NAME\" > \"$NAME.txt\"; git add \"$NAME.txt\"; git commit -q -m \"Add $NAME.txt\""}}
            } > "$GATE/log-$NAME" 2>&1
            rmdir "$GATE/at-work/$NAME"; trap - EXIT
            echo '{"type":"result","subtype":"success","is_error":false,"result":"DONE","session_id":"s-1"}'
            """);
        return agent;
    }

    /// <summary>Lets one agent end its work.</summary>
    public void Open(string name) => File.WriteAllText(Path.Combine(Folder, "open", name), "");

    /// <summary>Lets all agents end their work, those to come too.</summary>
    public void OpenAll() => File.WriteAllText(Path.Combine(Folder, "all-open"), "");

    /// <summary>What an agent was given.</summary>
    public string Prompt(string name) => File.ReadAllText(Path.Combine(Folder, "prompts", name));
}
