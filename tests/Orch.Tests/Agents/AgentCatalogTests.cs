using Orch.Agents;
using Orch.State;

namespace Orch.Tests.Agents;

public sealed class AgentCatalogTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("orch-catalog").FullName;
    private readonly AgentCatalog catalog = new();

    private Dictionary<string, string> Path => new(StringComparer.Ordinal) { ["PATH"] = folder };

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("claude", "claude")]
    [InlineData("Claude", "claude")]
    [InlineData("cursor", "cursor")]
    [InlineData("cursor-agent", "cursor")]
    [InlineData("agent", null)]
    [InlineData("gpt", null)]
    [InlineData("", null)]
    public void A_CLI_is_found_by_its_name_and_that_of_its_program(string name, string? found) => Assert.Equal(found, catalog.Find(name)?.Name);

    [Fact]
    public void The_default_order_is_fixed()
    {
        Assert.Equal(["gemini", "claude", "codex", "cursor", "opencode", "qwen", "copilot", "amp"], catalog.All.Select(cli => cli.Name));
        Assert.Equal("mybot", new AgentCatalog(new ConfiguredCli("mybot", new() { Command = ["mybot"] })).All[^1].Name);
    }

    [Fact]
    public void Installed_is_what_is_on_PATH_and_can_be_executed()
    {
        Program("codex", "#!/bin/sh\n");
        Program("cursor-agent", "#!/bin/sh\n");
        Program("gemini", "#!/bin/sh\n", UnixFileMode.UserRead);
        Directory.CreateDirectory(System.IO.Path.Combine(folder, "claude"));

        Assert.Equal(["codex", "cursor"], catalog.FindInstalled(Path).Select(cli => cli.Name));
    }

    [Fact]
    public void What_is_missing_is_said_with_the_command_that_installs_it()
    {
        var binary = AgentCatalog.Resolve(catalog.Find("codex")!, Path);
        Assert.Null(binary.Path);
        Assert.Equal("codex is not installed or not on PATH; install it with: npm install -g @openai/codex", binary.Problem);
    }

    [Fact]
    public void The_placeholder_of_a_claude_whose_install_script_did_not_run_is_noticed()
    {
        var package = Directory.CreateDirectory(System.IO.Path.Combine(folder, "lib", "bin")).FullName;
        var script = System.IO.Path.Combine(folder, "lib", "install.cjs");
        File.WriteAllText(script, "");
        Program("lib/bin/claude.exe", "echo 'Error: claude native binary not installed.'\nexit 1\n");
        File.CreateSymbolicLink(System.IO.Path.Combine(folder, "claude"), System.IO.Path.Combine(package, "claude.exe"));

        var binary = AgentCatalog.Resolve(catalog.Find("claude")!, Path);

        Assert.Null(binary.Path);
        Assert.EndsWith($"mend it with: node {script}", binary.Problem);
        Assert.Empty(catalog.FindInstalled(Path));
    }

    [Theory]
    [InlineData(new byte[] { 0x7F, (byte)'E', (byte)'L', (byte)'F', 2, 1 }, true)]
    [InlineData(new byte[] { 0xCF, 0xFA, 0xED, 0xFE }, true)]
    [InlineData(new byte[] { 0xCA, 0xFE, 0xBA, 0xBE }, true)]
    [InlineData(new byte[] { (byte)'#', (byte)'!' }, true)]
    [InlineData(new byte[] { (byte)'e', (byte)'c', (byte)'h', (byte)'o' }, false)]
    [InlineData(new byte[0], false)]
    public void A_program_is_known_by_its_first_bytes(byte[] content, bool starts)
    {
        var path = System.IO.Path.Combine(folder, "program");
        File.WriteAllBytes(path, content);
        Assert.Equal(starts, ProgramFile.CanBeExecuted(path));
    }

    [Fact]
    public void A_foreign_program_named_agent_is_not_taken_for_Cursor()
    {
        Program("agent", "#!/bin/sh\necho I collect metrics\n");
        Assert.Empty(catalog.FindInstalled(Path));
    }

    [Fact]
    public void An_agent_that_leads_to_Cursor_is_taken()
    {
        Directory.CreateDirectory(System.IO.Path.Combine(folder, "versions"));
        Program("versions/cursor-agent", "#!/bin/sh\n");
        File.CreateSymbolicLink(System.IO.Path.Combine(folder, "agent"), System.IO.Path.Combine(folder, "versions", "cursor-agent"));
        Assert.Equal(["cursor"], catalog.FindInstalled(Path).Select(cli => cli.Name));
    }

    [Fact]
    public void A_configured_CLI_that_prints_text_ends_as_its_exit_code_says()
    {
        var cli = new ConfiguredCli("mybot", new() { Command = ["mybot"] });
        Assert.Equal((AttemptOutcome.Success, "rate limit 429\ndone"), Run(0));
        Assert.Equal((AttemptOutcome.Crash, null), Run(3));

        (AttemptOutcome, string?) Run(int exitCode)
        {
            var reader = cli.CreateReader();
            reader.Read("rate limit 429");
            reader.Read("done");
            reader.Finish(exitCode);
            return (AttemptClassifier.Classify(cli, new(Clock.Noon, reader.Report) { ExitCode = exitCode }).Outcome, reader.Report.FinalText);
        }
    }

    private void Program(string name, string content, UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserExecute)
    {
        var path = System.IO.Path.Combine(folder, name);
        File.WriteAllText(path, content);
        File.SetUnixFileMode(path, mode);
    }
}
