// An agent CLI of one's own: this program is both the agent CLI and the program that dispatches to it. CustomAgentCli TASK
using Orch;

if (args is ["--print"])
{
    // As an agent CLI: the prompt comes in on standard input, the working directory is the agent's workspace, and what is
    // printed is the answer. Exit code 0 is success. What is left uncommitted is committed by Orch.
    var prompt = await Console.In.ReadToEndAsync();
    await File.WriteAllTextAsync("NOTES.md", $"# Notes\n\n{prompt.Split('\n')[0]}\n");
    Console.WriteLine("I wrote the notes.");
    return 0;
}

if (args is not [var task])
{
    Console.Error.WriteLine("usage: CustomAgentCli TASK");
    return 2;
}

// Usually this stands in ~/.config/orch/config.toml, once and for all.
var configuration = Directory.CreateTempSubdirectory("custom-agent-cli-");
try
{
    var folder = configuration.CreateSubdirectory("orch");
    await File.WriteAllTextAsync(
        Path.Combine(folder.FullName, "config.toml"),
        $"""
        [agents.notes]
        command = ["{Environment.ProcessPath}", "--print"]
        prompt = "stdin"
        stream = "text"
        """);

    var environment = Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>()
        .ToDictionary(one => (string)one.Key, one => (string?)one.Value ?? "", StringComparer.Ordinal);
    environment["XDG_CONFIG_HOME"] = configuration.FullName;

    var dispatcher = new TaskDispatcher(new() { Environment = environment });
    foreach (var spec in await dispatcher.AnalyzeTaskAndCreateAgentsAsync(task, forcedCli: "notes"))
    {
        var ended = await (await dispatcher.StartAsync(spec)).WaitAsync();
        Console.WriteLine($"{ended.Name} {ended.State}: {ended.Answer}");
    }

    return 0;
}
catch (OrchException e)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}
finally
{
    configuration.Delete(recursive: true);
}
