namespace Orch.Proof;

/// <summary>Recognises the configuration of continuous integration.</summary>
internal static class CiPaths
{
    private static readonly string[] Folders = [".github/workflows/", ".github/actions/", ".circleci/", ".buildkite/", ".woodpecker/", ".teamcity/", ".gitlab/ci/", ".forgejo/workflows/", ".gitea/workflows/", ".ci/"];

    private static readonly string[] Files =
        [".gitlab-ci.yml", ".travis.yml", ".drone.yml", ".woodpecker.yml", ".cirrus.yml", "azure-pipelines.yml", "bitbucket-pipelines.yml", "appveyor.yml", ".appveyor.yml", "Jenkinsfile", ".pre-commit-config.yaml"];

    public static bool IsCi(string path) =>
        Files.Contains(path, StringComparer.Ordinal) || Folders.Any(folder => path.StartsWith(folder, StringComparison.Ordinal));
}
