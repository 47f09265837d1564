using System.CommandLine;
using Orch.Cli;
using Orch.Cli.Commands;

namespace Orch.Tests.Cli;

public sealed class HelpTests
{
    [Fact]
    public async Task Help_mentions_every_command()
    {
        using var world = new CliWorld();

        Assert.Equal(0, await world.OrchAsync("--help"));
        foreach (var command in new CommandLine(world.Context).Build().Subcommands)
        {
            Assert.Equal(!command.Hidden, world.Output.Contains($"\n  {command.Name} ", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Help_of_a_command_mentions_all_its_options()
    {
        foreach (var command in Visible())
        {
            using var world = new CliWorld();
            Assert.Equal(0, await world.OrchAsync([.. PathOf(command), "--help"]));
            Assert.All(command.Options, option => Assert.Contains(option.Name, world.Output));
            Assert.All(command.Options, option => Assert.False(string.IsNullOrEmpty(option.Description)));
            Assert.DoesNotContain(world.Output.Split('\n'), line => line.Length > 100);
            Assert.Equal("", world.Error);
        }
    }

    [Fact]
    public void Every_command_has_examples_that_parse()
    {
        using var world = new CliWorld();
        var root = new CommandLine(world.Context).Build();
        foreach (var command in Visible())
        {
            var examples = Assert.IsType<OrchCommand>(command).Examples;
            Assert.NotEmpty(examples);
            foreach (var example in examples.Where(example => example.StartsWith($"orch {string.Join(' ', PathOf(command))} ", StringComparison.Ordinal)))
            {
                var words = System.CommandLine.Parsing.CommandLineParser.SplitCommandLine(example.Replace('\'', '"').Split(" >")[0].Split(" &&")[0]).ToArray();
                Assert.Empty(root.Parse(words[1..]).Errors);
            }
        }
    }

    [Theory]
    [InlineData("help")]
    [InlineData("-h")]
    public async Task Help_has_its_other_names(string word)
    {
        using var world = new CliWorld();

        Assert.Equal(0, await world.OrchAsync(word));
        Assert.Contains("Commands:", world.Output);
    }

    [Fact]
    public async Task Without_arguments_there_is_help()
    {
        using var world = new CliWorld();

        Assert.Equal(0, await world.OrchAsync());
        Assert.Contains("Commands:", world.Output);
    }

    [Fact]
    public async Task The_version_is_one_line_and_touches_no_state()
    {
        using var world = new CliWorld();

        Assert.Equal(0, await world.OrchAsync("--version"));
        Assert.Matches(@"^\d+\.\d+\.\d+\S*\n$", world.Output);
        Assert.False(Directory.Exists(world.Environment["ORCH_HOME"]));
    }

    private static List<Command> Visible()
    {
        using var world = new CliWorld();
        return [.. new CommandLine(world.Context).Build().Subcommands.Where(command => !command.Hidden)
            .SelectMany(command => command.Subcommands.Prepend(command))];
    }

    private static string[] PathOf(Command command) => Orch.Cli.Rendering.HelpPage.Path(command).Split(' ')[1..];
}
