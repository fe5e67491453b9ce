using System.Reflection;
using System.Runtime.Versioning;

namespace ShipperClient.Tests.Conventions;

/// <summary>A run on net8.0 says something about the libraries' net8.0 build only where that is the build it loads.</summary>
public sealed class TestedBuildTests
{
    [Fact]
    public void The_libraries_are_the_build_for_the_framework_of_the_tests()
    {
        var tests = typeof(TestedBuildTests).Assembly;
        var libraries = tests.GetReferencedAssemblies().Where(static name => name.Name is "ShipperClient" or "ShipperClient.Testing").Select(Assembly.Load).ToList();

        Assert.NotEmpty(libraries);
        Assert.All(libraries, library => Assert.Equal(FrameworkOf(tests), FrameworkOf(library)));
    }

    private static string FrameworkOf(Assembly assembly) => assembly.GetCustomAttribute<TargetFrameworkAttribute>()!.FrameworkName;
}
