using Orch.Agents;

namespace Orch.Tests.Agents;

public sealed class OwnFolderTests : IDisposable
{
    private static readonly OwnFolder Folder = new(".gemini", new Dictionary<string, string>(StringComparer.Ordinal) { ["settings.json"] = "{}" });

    private readonly string workspace = Directory.CreateTempSubdirectory("orch-own-").FullName;

    private string Settings => Path.Combine(workspace, ".gemini", "settings.json");

    public void Dispose() => Directory.Delete(workspace, recursive: true);

    [Fact]
    public void It_is_there_and_gone_without_a_trace()
    {
        Assert.True(OwnFolder.IsFree(workspace, ".gemini"));
        Folder.Write(workspace);
        Assert.Equal("{}", File.ReadAllText(Settings));
        Folder.Remove(workspace);
        Assert.Empty(Directory.EnumerateFileSystemEntries(workspace));
    }

    [Fact]
    public void What_an_interrupted_attempt_left_is_ours()
    {
        Folder.Write(workspace);
        Assert.True(OwnFolder.IsFree(workspace, ".gemini"));
    }

    [Fact]
    public void A_folder_a_file_or_a_link_of_somebody_else_is_left_alone()
    {
        Directory.CreateDirectory(Path.Combine(workspace, "folder"));
        File.WriteAllText(Path.Combine(workspace, "file"), "");
        File.CreateSymbolicLink(Path.Combine(workspace, "link"), "/nowhere");

        Assert.All((string[])["folder", "file", "link"], name => Assert.False(OwnFolder.IsFree(workspace, name)));
    }

    [Fact]
    public void What_the_agent_changed_or_added_there_stays()
    {
        Folder.Write(workspace);
        File.WriteAllText(Settings, "{\"mine\":1}");
        File.WriteAllText(Path.Combine(workspace, ".gemini", "notes.md"), "notes");

        Folder.Remove(workspace);

        Assert.Equal(["notes.md", "settings.json"], Directory.EnumerateFiles(Path.Combine(workspace, ".gemini")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }
}
