// Package deploy holds how a run is spread over machines; its test reads the
// Kubernetes Job as strictly as the API server would.
package deploy

import (
	"os"
	"strings"
	"testing"

	batchv1 "k8s.io/api/batch/v1"
	corev1 "k8s.io/api/core/v1"
	"sigs.k8s.io/yaml"

	"nianbao/batch/manifest"
)

func TestJob(t *testing.T) {
	text, err := os.ReadFile("job.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var job batchv1.Job
	if err := yaml.UnmarshalStrict(text, &job); err != nil {
		t.Fatal(err)
	}
	spec := job.Spec
	if job.APIVersion != "batch/v1" || job.Kind != "Job" || spec.CompletionMode == nil || *spec.CompletionMode != batchv1.IndexedCompletion {
		t.Errorf("not an Indexed Job: %s %s", job.APIVersion, job.Kind)
	}
	pod := spec.Template.Spec
	if pod.RestartPolicy != corev1.RestartPolicyNever { // podFailurePolicy allows no other
		t.Error("restartPolicy", pod.RestartPolicy)
	}
	if len(pod.Containers) != 1 || len(spec.PodFailurePolicy.Rules) != 1 || *spec.PodFailurePolicy.Rules[0].OnExitCodes.ContainerName != pod.Containers[0].Name {
		t.Error("the failure policy names no container of the pod")
	}
	volumes := map[string]bool{}
	for _, v := range pod.Volumes {
		volumes[v.Name] = true
	}
	for _, m := range pod.Containers[0].VolumeMounts {
		if !volumes[m.Name] {
			t.Errorf("no volume %s", m.Name)
		}
	}
	shards(t, pod.Containers[0].Args, int(*spec.Completions))
}

// shards checks that the pods' --shard arguments cover every agency once.
func shards(t *testing.T, args []string, pods int) {
	t.Helper()
	arg := ""
	for i, a := range args[:len(args)-1] {
		if a == "--shard" {
			arg = args[i+1]
		}
	}
	for _, name := range []string{"财政局", "教育局", "000014349", "x"} {
		held := 0
		for index := range pods {
			s, err := manifest.ParseShard(strings.Replace(arg, "$(JOB_COMPLETION_INDEX)", string(rune('0'+index)), 1))
			if err != nil || s.N != pods {
				t.Fatalf("%s: %+v, %v", arg, s, err)
			}
			if s.Holds(name) {
				held++
			}
		}
		if held != 1 {
			t.Errorf("%s is built by %d pods", name, held)
		}
	}
}
