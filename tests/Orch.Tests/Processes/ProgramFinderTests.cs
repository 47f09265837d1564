using Orch.Processes;

namespace Orch.Tests.Processes;

public sealed class ProgramFinderTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("orch-test-").FullName;

    [Fact]
    public void The_first_directory_on_the_path_wins()
    {
        var first = Program("a", "tool");
        Program("b", "tool");
        Assert.Equal(first, Find("tool", $"{folder}/none:{folder}/a:{folder}/b"));
    }

    [Fact]
    public void A_file_that_may_not_be_executed_is_passed_over()
    {
        File.SetUnixFileMode(Program("a", "tool"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var second = Program("b", "tool");
        Assert.Equal(second, Find("tool", $"{folder}/a:{folder}/b"));
    }

    [Fact]
    public void A_directory_is_no_program()
    {
        Directory.CreateDirectory(Path.Combine(folder, "a", "tool"));
        Assert.Null(Find("tool", $"{folder}/a"));
    }

    [Theory]
    [InlineData(".")]
    [InlineData("")]
    [InlineData("bin")]
    public void A_relative_directory_on_the_path_does_not_count(string path) => Assert.Null(Find("Orch.Tests.dll", path));

    [Fact]
    public void A_path_is_taken_as_it_is()
    {
        var program = Program("a", "tool");
        Assert.Equal(program, Find(program, ""));
        Assert.Null(Find($"{folder}/a/none", ""));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static string? Find(string program, string path) => ProgramFinder.Find(program, new Dictionary<string, string> { ["PATH"] = path });

    private string Program(string directory, string name)
    {
        var path = Path.Combine(Directory.CreateDirectory(Path.Combine(folder, directory)).FullName, name);
        File.WriteAllText(path, "");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }
}
