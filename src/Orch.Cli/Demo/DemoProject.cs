using Orch.ScriptedModel;

namespace Orch.Cli.Demo;

/// <summary>The demo's small project, its task, and what the scripted model does about it.</summary>
internal static class DemoProject
{
    public const string Task = "Greet the person whose name is given as the first argument, and the world when there is none";

    public const string Validate = "sh test.sh";

    public static readonly IReadOnlyList<(string Name, string Content)> Files =
    [
        ("README.md", "# greeter\n\nSays hello. Run `sh test.sh` to test it.\n"),
        ("greet.sh", "#!/bin/sh\necho \"Hello, world!\"\n"),
        ("test.sh", """
            #!/bin/sh
            # Fails until greet.sh greets by name.
            set -eu
            [ "$(sh greet.sh)" = "Hello, world!" ] || { echo "without a name the world is greeted"; exit 1; }
            [ "$(sh greet.sh Ada)" = "Hello, Ada!" ] || { echo "Ada is greeted by name"; exit 1; }
            echo "2 tests passed"

            """),
    ];

    public static readonly IReadOnlyList<ScriptStep> Script =
    [
        ScriptStep.Shell("cat greet.sh test.sh") with { Delay = TimeSpan.FromSeconds(1) },
        ScriptStep.Write("greet.sh", "#!/bin/sh\necho \"Hello, ${1:-world}!\"\n", replace: true) with { Delay = TimeSpan.FromSeconds(1) },
        ScriptStep.Shell("sh test.sh") with { Delay = TimeSpan.FromSeconds(1) },
        ScriptStep.Shell("git commit --quiet --all --message 'Greet by name'") with { Delay = TimeSpan.FromSeconds(1) },
        ScriptStep.Text("greet.sh now greets its first argument and falls back to the world; both tests pass."),
    ];
}
